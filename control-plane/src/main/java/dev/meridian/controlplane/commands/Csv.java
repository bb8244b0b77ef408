package dev.meridian.controlplane.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Results as a file of values with commas between them.
final class Csv {
    private Csv() {}

    /// @throws BadFile when it cannot be written
    static void write(Path file, String columns, List<String> lines) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, Stream.concat(Stream.of(columns), lines.stream()).toList());
        } catch (IOException e) {
            throw new BadFile("%s cannot be written: %s.".formatted(file, e.getMessage()));
        }
    }
}
