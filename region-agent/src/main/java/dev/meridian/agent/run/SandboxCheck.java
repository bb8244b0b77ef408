package dev.meridian.agent.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Whether bubblewrap works here: it may be missing, or the host may forbid namespaces.
public final class SandboxCheck {
    private static final int PATIENCE_SECONDS = 10;

    private SandboxCheck() {}

    /// Why not, and what to do; empty when a sandbox can be made.
    public static Optional<String> obstacle() {
        try {
            Process trial =
                    new ProcessBuilder(
                                    List.of(
                                            SandboxDriver.BUBBLEWRAP,
                                            "--unshare-user",
                                            "--unshare-pid",
                                            "--ro-bind",
                                            "/",
                                            "/",
                                            "--dev",
                                            "/dev",
                                            "--proc",
                                            "/proc",
                                            "true"))
                            .redirectErrorStream(true)
                            .start();
            if (!trial.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                trial.destroyForcibly();
                return Optional.of("the sandbox driver is off: bubblewrap does not come back.");
            }
            if (trial.exitValue() == 0) return Optional.empty();
            String said =
                    new String(trial.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                            .strip();
            return Optional.of(
                    "the sandbox driver is off: this host lets bubblewrap make no namespaces ("
                            + said
                            + "); allow unprivileged user namespaces, or run the agent as root.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("the sandbox driver is off: the check was interrupted.");
        } catch (IOException _) {
            return Optional.of(
                    "the sandbox driver is off: bubblewrap is not installed; `apt-get install bubblewrap`"
                            + " (or your system's package of that name) puts it in place.");
        }
    }
}
