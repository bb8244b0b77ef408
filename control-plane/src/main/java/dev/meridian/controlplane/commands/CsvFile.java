package dev.meridian.controlplane.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What a benchmark leaves for others to read.
final class CsvFile {

    private CsvFile() {}

    /// Makes the folder where there is none.
    ///
    /// @throws BadFile where it cannot be written
    static void write(Path file, String heading, List<String> lines) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, Stream.concat(Stream.of(heading), lines.stream()).toList());
        } catch (IOException e) {
            throw new BadFile("%s cannot be written: %s.".formatted(file, e.getMessage()));
        }
    }
}
