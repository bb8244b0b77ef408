package dev.meridian.agent.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What `/proc/<pid>/stat` tells of a process.
///
/// @param cpuTicks user and system time, its waited-for children not included
record ProcessStat(
        long pid,
        String command,
        char state,
        long parent,
        long group,
        long session,
        long cpuTicks,
        long startTicks,
        long residentPages) {
    private static final Path PROC = Path.of("/proc");

    static Optional<ProcessStat> of(long pid) {
        try {
            return Optional.of(
                    parse(Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"))));
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException _) {
            return Optional.empty(); // gone, or going while we looked
        }
    }

    /// The command stands in parentheses and may itself hold spaces and parentheses.
    static ProcessStat parse(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        String[] rest = line.substring(close + 2).strip().split(" ");
        return new ProcessStat(
                Long.parseLong(line.substring(0, open).strip()),
                line.substring(open + 1, close),
                rest[0].charAt(0),
                Long.parseLong(rest[1]),
                Long.parseLong(rest[2]),
                Long.parseLong(rest[3]),
                Long.parseLong(rest[11]) + Long.parseLong(rest[12]),
                Long.parseLong(rest[19]),
                Long.parseLong(rest[21]));
    }

    static List<ProcessStat> all() {
        List<ProcessStat> found = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path entry : entries) {
                of(Long.parseLong(entry.getFileName().toString())).ifPresent(found::add);
            }
        } catch (IOException e) {
            throw new IllegalStateException("/proc cannot be read", e);
        }
        return found;
    }
}
