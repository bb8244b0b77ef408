package dev.meridian.agent.run;

import dev.meridian.agent.run.cgroup.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
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
        Path told = code(folder.exit()).isPresent() ? folder.exit() : folder.room();
        OptionalInt code = code(told);
        long ended = code.isPresent() ? fileTime(told) : 0;
        return new Exit(code, fileTime(folder.task()), ended, usage);
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

    /// When it was written to; 0 where it was not.
    static long fileTime(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return found.size() > 0 ? found.lastModifiedTime().toMillis() : 0;
        } catch (IOException _) {
            return 0;
        }
    }
}
