package dev.meridian.controlplane.agents;

import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.replicas.SharedSecrets;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// One authority for all replicas, so that a host that joined by one is known to all. What a home
/// of its own kept before is taken over by the first that starts.
@Component
final class SharedAuthority implements AuthorityKeep {
    private static final Logger LOG = LoggerFactory.getLogger(SharedAuthority.class);
    private static final String NAME = "authority of agents";

    private final SharedSecrets secrets;
    private final AuthorityFiles files;

    SharedAuthority(SharedSecrets secrets, Home home) {
        this.secrets = secrets;
        this.files = new AuthorityFiles(home);
    }

    @Override
    public Kept readOr(Supplier<Kept> maker) {
        Optional<Kept> own = files.read();
        String text = secrets.keep(NAME, () -> AuthorityPem.text(own.orElseGet(maker)));
        Kept shared = AuthorityPem.read(text, "the database");
        files.show(shared);
        if (own.isPresent() && !own.get().certificate().equals(shared.certificate())) {
            LOG.warn(
                    "the authority in {} is not that of this installation and is not used: hosts that joined by it join again",
                    files.secret());
        }
        return shared;
    }
}
