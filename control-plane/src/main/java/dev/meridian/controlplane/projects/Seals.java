package dev.meridian.controlplane.projects;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.meridian.controlplane.kernel.CannotStart;
import dev.meridian.controlplane.replicas.InstallationKey;
import java.util.Base64;
import org.springframework.stereotype.Component;

/// Encrypts what the database may not show, as credentials of stores, under the installation's key.
/// Whoever has the database alone, or a backup of it, reads nothing.
@Component
class Seals {
    private final InstallationKey key;

    Seals(InstallationKey key) {
        this.key = key;
    }

    /// @param bound what it belongs to: under another name it cannot be opened
    String seal(String text, String bound) {
        return Base64.getEncoder().encodeToString(key.seal(bound, text.getBytes(UTF_8)));
    }

    /// @throws IllegalStateException when it was sealed with another key, or for another name
    String open(String sealed, String bound) {
        try {
            return new String(key.open(bound, Base64.getDecoder().decode(sealed)), UTF_8);
        } catch (CannotStart | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "what is sealed for "
                            + bound
                            + " cannot be opened with this installation's secret key",
                    e);
        }
    }
}
