package dev.meridian.agent.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A process named by its number and its start time: a number alone is used again, the pair never
/// is.
///
/// @param startTicks field 22 of `/proc/<pid>/stat`, clock ticks since boot
record ProcessIdentity(long pid, long startTicks) {
    private static final long NANOS_PER_TICK = 10_000_000L;

    static Optional<ProcessIdentity> read(Path file) {
        try {
            String[] parts = Files.readString(file).strip().split(" ");
            if (parts.length != 2) return Optional.empty();
            return Optional.of(
                    new ProcessIdentity(Long.parseLong(parts[0]), Long.parseLong(parts[1])));
        } catch (IOException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// Nanoseconds of the host's uptime when it started: no change of the time of day moves it.
    long startNanos() {
        return startTicks * NANOS_PER_TICK;
    }

    /// A zombie has ended: it only waits to be asked for its code.
    boolean alive() {
        return ProcessStat.of(pid)
                .filter(stat -> stat.startTicks() == startTicks && stat.state() != 'Z')
                .isPresent();
    }
}
