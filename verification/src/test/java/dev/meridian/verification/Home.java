package dev.meridian.verification;

import dev.meridian.verification.local.Checkout;
import dev.meridian.verification.local.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// Where a control plane of the tests keeps what it has, below `target`.
public final class Home {

    /// Tests run in several processes at once, and each has its own.
    private static final String PROCESS = System.getProperty("test.process", "process-1");

    private Home() {}

    /// An empty one, whatever an earlier run has left there.
    public static Path empty(Checkout checkout, String name) {
        Path home =
                checkout.root().resolve("target").resolve(name).resolve(PROCESS).resolve("home");
        try {
            Folders.empty(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return home;
    }
}
