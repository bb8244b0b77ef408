package dev.meridian.agent.run.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/// Reads and writes the small files by which the kernel is asked and told.
final class KernelFile {
    private KernelFile() {}

    static void write(Path file, String value) throws IOException {
        Files.writeString(file, value, StandardOpenOption.WRITE);
    }

    /// For what some kernels lack: tells whether it was done.
    static boolean tryWrite(Path file, String value) {
        try {
            write(file, value);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// A single number; 0 where there is none, as `max`.
    static long number(Path file) {
        try {
            return parsed(Files.readString(file).strip());
        } catch (IOException _) {
            return 0;
        }
    }

    /// The number behind a key in a file of `key value` lines; 0 where absent.
    static long number(Path file, String key) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(key + " "))
                    .findFirst()
                    .map(line -> parsed(line.substring(key.length() + 1).strip()))
                    .orElse(0L);
        } catch (IOException | java.io.UncheckedIOException _) {
            return 0;
        }
    }

    static List<Long> numbers(Path file) {
        try {
            return Files.readString(file).lines().map(KernelFile::parsed).toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    private static long parsed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
