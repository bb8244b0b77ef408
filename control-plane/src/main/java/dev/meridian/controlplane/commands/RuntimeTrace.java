package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.forecast.model.runtime.Finished;
import dev.meridian.controlplane.forecast.model.runtime.Traits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Reads the runs of a recorded trace, in order of their submission: columns submit time, seconds,
/// accelerators, tenant. What ran for no time at all is left out.
final class RuntimeTrace {
    private static final int COLUMNS = 4;

    private RuntimeTrace() {}

    static List<Finished> read(Path file) {
        List<Finished> runs = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 1; i < lines.size(); i++) {
                String[] cells = lines.get(i).split(",");
                if (cells.length < COLUMNS) {
                    throw new BadFile(
                            "%s, line %d: submit time, seconds, accelerators, tenant are needed."
                                    .formatted(file, i + 1));
                }
                double seconds = Double.parseDouble(cells[1]);
                if (seconds > 0) {
                    Instant at = time(cells[0]);
                    runs.add(
                            new Finished(
                                    new Traits(cells[3], "", 0, 0, Double.parseDouble(cells[2])),
                                    at,
                                    at.plusSeconds((long) seconds),
                                    seconds));
                }
            }
        } catch (IOException | NumberFormatException | DateTimeException e) {
            throw new BadFile("%s cannot be read as a trace: %s.".formatted(file, e.getMessage()));
        }
        runs.sort(Comparator.comparing(Finished::began));
        return runs;
    }

    private static Instant time(String text) {
        return text.chars().allMatch(Character::isDigit)
                ? Instant.ofEpochSecond(Long.parseLong(text))
                : Instant.parse(text.replace(' ', 'T') + "Z");
    }
}
