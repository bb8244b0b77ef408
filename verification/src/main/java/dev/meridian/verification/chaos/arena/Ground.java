package dev.meridian.verification.chaos.arena;

import dev.meridian.verification.local.Checkout;
import dev.meridian.verification.local.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where arenas are set up: one that most rows share, started when the first of them wants it, and
/// others for rows that need what nobody else could bear.
public final class Ground implements AutoCloseable {
    private final Checkout checkout;
    private final Path folder;
    private final int troubled;
    private final Consumer<String> say;
    private @Nullable Arena shared;

    /// @param folder for the homes; what an earlier run has left there goes
    /// @param troubled hosts of the shared arena that are to be harmed
    public Ground(Checkout checkout, Path folder, int troubled, Consumer<String> say) {
        this.checkout = checkout;
        this.folder = folder;
        this.troubled = troubled;
        this.say = say;
    }

    public Checkout checkout() {
        return checkout;
    }

    public synchronized Arena shared() {
        if (shared == null) {
            shared = Arena.open(checkout, home("shared"), troubled, Map.of(), say);
        }
        return shared;
    }

    /// @param environment of its control plane and its PostgreSQL
    public Arena own(String name, Map<String, String> environment) {
        return Arena.open(checkout, home(name), 0, environment, say);
    }

    /// One whose home has been prepared.
    public Arena on(Path home) {
        return Arena.open(checkout, home, 0, Map.of(), say);
    }

    /// An empty folder.
    public Path home(String name) {
        Path home = folder.resolve(name).resolve("home");
        try {
            Folders.empty(home);
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        if (shared != null) {
            shared.close();
            shared = null;
        }
    }
}
