package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.forecast.model.Reading;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// One reading a row, with a heading that names its columns.
///
/// Times are ISO-8601, with or without T and offset (UTC then), or seconds or milliseconds since
/// 1970. A value that is empty, `NA` or no number is left out.
final class LongFile {
    private static final long LATEST_IN_SECONDS = 100_000_000_000L;
    private static final Set<String> MISSING = Set.of("", "na", "nan", "null", "inf", "-inf");

    private LongFile() {}

    static List<Reading> read(Path file, String time, String value) {
        List<String> lines = WideFile.lines(file);
        if (lines.isEmpty()) {
            throw new BadFile("%s is empty.".formatted(file));
        }
        List<String> heading =
                Arrays.stream(lines.getFirst().split(",", -1)).map(LongFile::bare).toList();
        int ofTime = column(heading, time, file);
        int ofValue = column(heading, value, file);
        List<Reading> readings = new ArrayList<>(lines.size());
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            String[] cells = lines.get(i).split(",", -1);
            if (cells.length <= Math.max(ofTime, ofValue)) {
                throw new BadFile(
                        "%s, line %d: it has %d cells, and the heading %d."
                                .formatted(file, i + 1, cells.length, heading.size()));
            }
            readings.add(
                    new Reading(
                            time(bare(cells[ofTime]), file, i + 1),
                            value(bare(cells[ofValue]), file, i + 1)));
        }
        return readings;
    }

    private static int column(List<String> heading, String name, Path file) {
        int column = heading.indexOf(name);
        if (column < 0) {
            throw new BadFile("%s has no column `%s`; it has %s.".formatted(file, name, heading));
        }
        return column;
    }

    private static double value(String text, Path file, int line) {
        if (MISSING.contains(text.toLowerCase(Locale.ROOT))) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException _) {
            throw new BadFile("%s, line %d: `%s` is no number.".formatted(file, line, text));
        }
    }

    private static Instant time(String text, Path file, int line) {
        try {
            if (!text.isEmpty() && text.chars().allMatch(Character::isDigit)) {
                long number = Long.parseLong(text);
                return number < LATEST_IN_SECONDS
                        ? Instant.ofEpochSecond(number)
                        : Instant.ofEpochMilli(number);
            }
            String iso = text.replace(' ', 'T');
            if (!iso.contains("T")) {
                return LocalDate.parse(iso).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            return iso.matches(".*(Z|[+-]\\d\\d:\\d\\d)$")
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException | NumberFormatException _) {
            throw new BadFile("%s, line %d: `%s` is no time.".formatted(file, line, text));
        }
    }

    private static String bare(String cell) {
        String text = cell.strip();
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1).strip()
                : text;
    }
}
