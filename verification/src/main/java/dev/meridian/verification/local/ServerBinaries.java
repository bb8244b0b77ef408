package dev.meridian.verification.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The programs of the embedded PostgreSQL. Each new home unpacks its own, which is 40 % of the
/// processor time of a first start; homes below one checkout share theirs.
final class ServerBinaries {

    private ServerBinaries() {}

    /// To a home that has not been started in yet; to any other nothing happens.
    static void lend(Checkout checkout, Path home) {
        Path shared = checkout.controlPlaneJar().resolveSibling("postgres");
        Path own = home.resolve("postgres/server");
        try {
            Files.createDirectories(shared);
            Files.createDirectories(
                    own.getParent(),
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            if (Files.notExists(own)) {
                Files.createSymbolicLink(own, shared);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lend PostgreSQL to " + home, e);
        }
    }
}
