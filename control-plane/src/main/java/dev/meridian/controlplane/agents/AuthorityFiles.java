package dev.meridian.controlplane.agents;

import dev.meridian.controlplane.kernel.Home;
import java.nio.file.Path;
import java.util.Optional;

/// The authority in `ca/` of a home. Its key is read where a home still has it from the time when
/// each control plane kept its own; nothing but the certificate is written.
final class AuthorityFiles {
    private static final String FOLDER = "ca";
    private static final String SECRET = FOLDER + "/authority.pem";
    private static final String PUBLIC = FOLDER + "/ca.crt";

    private final Home home;

    AuthorityFiles(Home home) {
        this.home = home;
    }

    Path secret() {
        return home.path().resolve(SECRET);
    }

    Optional<AuthorityKeep.Kept> read() {
        return home.read(SECRET).map(text -> AuthorityPem.read(text, secret().toString()));
    }

    /// The certificate alone, for people and tools; we never read it.
    void show(AuthorityKeep.Kept kept) {
        home.folder(FOLDER);
        home.write(PUBLIC, AuthorityPem.of(kept.certificate()));
    }
}
