package dev.meridian.controlplane.commands.openb;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A file of values with commas between them, whose first line names the columns.
public final class TraceFile {
    private final Path file;
    private final List<String> columns;
    private final List<String> lines;

    private TraceFile(Path file, List<String> lines) {
        this.file = file;
        this.lines = lines;
        columns = cells(lines.getFirst());
    }

    /// @throws BadTrace when there is no such text, or a column is missing in it
    public static TraceFile read(Path file, String... columns) {
        TraceFile read = new TraceFile(file, lines(file));
        for (String column : columns) {
            if (!read.has(column)) {
                throw new BadTrace(
                        "%s has no column `%s`: its first line is to name %s."
                                .formatted(file, column, String.join(", ", columns)));
            }
        }
        return read;
    }

    private static List<String> lines(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty()) {
                throw new BadTrace("%s is empty.".formatted(file));
            }
            return lines;
        } catch (NoSuchFileException e) {
            throw new BadTrace("%s is not there.".formatted(file));
        } catch (MalformedInputException e) {
            throw new BadTrace("%s is not a text file in UTF-8.".formatted(file));
        } catch (IOException e) {
            throw new BadTrace("%s cannot be read: %s.".formatted(file, e.getMessage()));
        }
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
    }

    public boolean has(String column) {
        return columns.contains(column);
    }

    /// What follows the first line, blank lines left out.
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                Row row = new Row(i + 1, cells(lines.get(i)));
                if (row.cells.size() != columns.size()) {
                    throw row.bad(
                            "there are %d values, and %d columns"
                                    .formatted(row.cells.size(), columns.size()));
                }
                rows.add(row);
            }
        }
        if (rows.isEmpty()) {
            throw new BadTrace("%s holds nothing but its first line.".formatted(file));
        }
        return rows;
    }

    /// One line of the file.
    public final class Row {
        private final int line;
        private final List<String> cells;

        private Row(int line, List<String> cells) {
            this.line = line;
            this.cells = cells;
        }

        /// Empty where the file has no such column.
        public String text(String column) {
            int at = columns.indexOf(column);
            return at < 0 ? "" : cells.get(at);
        }

        /// Nothing stands for 0.
        public long number(String column, long most) {
            String text = text(column);
            try {
                long number = text.isEmpty() ? 0 : Long.parseLong(text);
                if (number >= 0 && number <= most) {
                    return number;
                }
            } catch (NumberFormatException _) {
                // said below
            }
            throw bad(
                    "%s is `%s`, and not a whole number from 0 to %,d"
                            .formatted(column, text, most));
        }

        public double decimal(String column) {
            try {
                return Double.parseDouble(text(column));
            } catch (NumberFormatException _) {
                throw bad("%s is `%s`, and no number".formatted(column, text(column)));
            }
        }

        public BadTrace bad(String what) {
            return new BadTrace("%s, line %d: %s.".formatted(file, line, what));
        }
    }
}
