package dev.meridian.agent.run;

import dev.meridian.agent.run.cgroup.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/// How an attempt ended.
///
/// @param code 128 + signal when a signal ended it; empty when the shim was killed before it could
///   tell
/// @param startedAtMillis Unix time; 0: never
/// @param endedAtMillis Unix time; 0: unknown
record Exit(OptionalInt code, long startedAtMillis, long endedAtMillis, Usage usage) {

    /// Of an attempt that never had a process.
    static Exit never(long nowMillis) {
        return new Exit(OptionalInt.empty(), 0, nowMillis, Usage.NONE);
    }

    static Exit read(AllocationFolder folder, Usage usage) {
        OptionalInt code = code(folder.exit());
        if (code.isEmpty()) code = code(folder.room());
        return new Exit(code, fileTime(folder.task()), fileTime(folder.exit()), usage);
    }

    static boolean told(AllocationFolder folder) {
        return code(folder.exit()).isPresent() || code(folder.room()).isPresent();
    }

    private static OptionalInt code(Path file) {
        try {
            return OptionalInt.of(Integer.parseInt(Files.readString(file).strip()));
        } catch (IOException | NumberFormatException _) {
            return OptionalInt.empty(); // the shim died with its task
        }
    }

    static long fileTime(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException _) {
            return 0;
        }
    }
}
