package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.forecast.model.Series;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// One series a row, its id first, as in the M4 competition.
///
/// Cells may be quoted. Empty cells, `NA` and `NaN` are missing values; those at the end of a row
/// belong to no series. A first row that does not begin with numbers after its id is a heading.
final class WideFile {
    private static final Set<String> MISSING = Set.of("", "na", "nan", "null");

    private WideFile() {}

    static Map<String, double[]> read(Path file) {
        Map<String, double[]> series = new LinkedHashMap<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            if (line.isBlank() || (number == 1 && heading(line))) {
                continue;
            }
            String[] cells = line.split(",", -1);
            double[] values = new double[cells.length - 1];
            int length = 0;
            for (int i = 1; i < cells.length; i++) {
                values[i - 1] = value(cells[i], file, number, i);
                if (!Double.isNaN(values[i - 1])) {
                    length = i;
                }
            }
            String id = bare(cells[0]);
            if (length == 0) {
                throw new BadFile(
                        "%s, line %d: series %s has no value.".formatted(file, number, id));
            }
            if (series.put(id, Arrays.copyOf(values, length)) != null) {
                throw new BadFile(
                        "%s, line %d: series %s is there twice.".formatted(file, number, id));
            }
        }
        if (series.isEmpty()) {
            throw new BadFile("%s holds no series.".formatted(file));
        }
        return series;
    }

    private static boolean heading(String line) {
        String[] cells = line.split(",", 3);
        return cells.length < 2
                || (!MISSING.contains(bare(cells[1]).toLowerCase(Locale.ROOT))
                        && !number(bare(cells[1])));
    }

    private static boolean number(String cell) {
        try {
            Double.parseDouble(cell);
            return true;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private static double value(String cell, Path file, int line, int column) {
        String text = bare(cell);
        if (MISSING.contains(text.toLowerCase(Locale.ROOT))) {
            return Double.NaN;
        }
        if (!number(text) || Math.abs(Double.parseDouble(text)) > Series.LARGEST) {
            throw new BadFile(
                    "%s, line %d: value %d is `%s`, which is no number that fits."
                            .formatted(file, line, column, text));
        }
        return Double.parseDouble(text);
    }

    private static String bare(String cell) {
        String text = cell.strip();
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1).strip()
                : text;
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (MalformedInputException e) {
            throw new BadFile("%s is not a text file in UTF-8.".formatted(file));
        } catch (IOException e) {
            throw new BadFile("%s cannot be read: %s.".formatted(file, e.getMessage()));
        }
    }
}
