package dev.meridian.controlplane.jobs.model.spec;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a task leaves its state, for its next attempt to go on from.
public record CheckpointSpec(
        @Says("directory in which the task writes its state and finds that of its last attempt")
                String path,
        @Says(
                        "how often it is copied to the project's store; 15m when it has one and this is absent")
                @Nullable Duration every) {
    private static final Duration USUAL = Duration.ofMinutes(15);

    /// The kernel's own: a mount there would take from the task what it needs.
    private static final List<String> TAKEN = List.of("proc", "sys", "dev");

    public CheckpointSpec {
        Checks.of()
                .text("path", path, 1024)
                .that(
                        plain(path),
                        "path",
                        "is no place for a directory: " + Checks.shown(path),
                        "give a whole path outside of /proc, /sys and /dev, as /ckpt")
                .duration("every", every, Duration.ofSeconds(1), Duration.ofDays(30))
                .orThrow();
    }

    /// Between two copies.
    public Duration interval() {
        return every == null ? USUAL : every;
    }

    private static boolean plain(String path) {
        String[] names = path.split("/", -1);
        if (names.length < 2 || !names[0].isEmpty() || TAKEN.contains(names[1])) return false;
        for (int i = 1; i < names.length; i++) {
            if (names[i].isEmpty() || names[i].equals(".") || names[i].equals("..")) return false;
        }
        return path.indexOf('\0') < 0;
    }
}
