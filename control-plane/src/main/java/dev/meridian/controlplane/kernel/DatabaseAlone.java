package dev.meridian.controlplane.kernel;

import dev.meridian.controlplane.kernel.store.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;

/// The PostgreSQL that a control plane brings along, run by itself, so that several control planes
/// of one host can share it and none of them takes it along when it ends.
public final class DatabaseAlone implements AutoCloseable {
    /// Says where it is, once it serves.
    public static final String FILE = "database-url";

    private final Home home;
    private final HomeLock lock;
    private final EmbeddedServer server;

    /// @throws CannotStart when it does not start, or another process uses the folder
    public DatabaseAlone(Path folder) {
        home = new Home(folder);
        lock = new HomeLock(home);
        home.delete(FILE);
        server = new EmbeddedServer(home, new SecureRandom());
        home.write(FILE, server.url());
    }

    public String url() {
        return server.url();
    }

    /// The file with the password of the user `postgres`.
    public Path password() {
        return home.path().resolve("postgres/password");
    }

    @Override
    public void close() throws IOException {
        home.delete(FILE);
        server.close();
        lock.close();
    }
}
