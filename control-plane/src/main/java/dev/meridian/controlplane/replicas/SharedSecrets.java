package dev.meridian.controlplane.replicas;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.meridian.controlplane.kernel.CannotStart;
import dev.meridian.controlplane.kernel.HomeLock;
import dev.meridian.controlplane.replicas.store.SecretRows;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;

/// What every replica of the installation has to know and nobody else may: kept in the database,
/// under the [InstallationKey].
@Service
public class SharedSecrets {
    private final SecretRows rows;
    private final InstallationKey key;

    SharedSecrets(SecretRows rows, InstallationKey key, HomeLock homeIsOurs) {
        this.rows = rows;
        this.key = key;
    }

    /// The text of that name; of several that keep one at once all get the same.
    ///
    /// @param first makes it where there is none yet
    /// @throws CannotStart where it was kept under another key
    public String keep(String name, Supplier<String> first) {
        Optional<byte[]> there = rows.find(name);
        if (there.isEmpty()) {
            rows.add(name, key.seal(name, first.get().getBytes(UTF_8)));
            there = rows.find(name);
        }
        return new String(key.open(name, there.orElseThrow()), UTF_8);
    }
}
