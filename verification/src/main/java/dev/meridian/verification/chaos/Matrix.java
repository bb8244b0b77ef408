package dev.meridian.verification.chaos;

import static java.util.stream.Collectors.joining;

import dev.meridian.verification.chaos.history.Harm;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The results as a table for people and as a file for programs.
record Matrix(List<Result> results) {
    private static final List<String> HARMS =
            Arrays.stream(Harm.values()).map(Harm::figure).toList();

    private static final List<String> TIMES = List.of("s recovery p50", "s recovery p99");
    private static final String HEAD = "row,fault,tried,violations,skipped,figure,unit\n";

    /// As Markdown.
    void print(PrintWriter out) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(
                Stream.of(
                                Stream.of("#", "fault", "tried", "violations"),
                                HARMS.stream(),
                                TIMES.stream(),
                                Stream.of("besides"))
                        .flatMap(each -> each)
                        .toList());
        results.forEach(result -> lines.add(line(result)));
        int columns = lines.getFirst().size();
        // the last column is as wide as it is
        List<Integer> widths =
                IntStream.range(0, columns - 1)
                        .mapToObj(column ->
                                lines.stream()
                                        .mapToInt(line -> line.get(column).length())
                                        .max()
                                        .orElse(0))
                        .toList();
        for (int i = 0; i < lines.size(); i++) {
            out.println(row(lines.get(i), widths));
            if (i == 0) {
                out.println(
                        widths.stream()
                                .map(width -> "-".repeat(width + 2))
                                .collect(joining("|", "|", "|---|")));
            }
        }
        results.stream()
                .filter(result -> result.violations() > 0)
                .forEach(result -> {
                    out.println();
                    out.println(
                            "row " + result.row().number() + ", " + result.row().promise() + ":");
                    result.sentences().forEach(sentence -> out.println("  " + sentence));
                });
        out.flush();
    }

    private static String row(List<String> cells, List<Integer> widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(column ->
                        column < widths.size()
                                ? pad(cells.get(column), widths.get(column))
                                : cells.get(column))
                .collect(joining(" | ", "| ", " |"));
    }

    private static String pad(String cell, int width) {
        return cell + " ".repeat(width - cell.length());
    }

    private static List<String> line(Result result) {
        Map<String, Double> figures = result.figures();
        String besides =
                result.why().isEmpty()
                        ? figures.entrySet().stream()
                                .filter(one -> !Set.copyOf(HARMS).contains(one.getKey()))
                                .filter(one -> !TIMES.contains(one.getKey()))
                                .map(one -> number(one.getValue()) + " " + one.getKey())
                                .collect(joining(", "))
                        : "skipped: " + result.why();
        return Stream.of(
                        Stream.of(
                                Integer.toString(result.row().number()),
                                result.row().fault(),
                                Integer.toString(result.tried()),
                                Integer.toString(result.violations())),
                        Stream.concat(HARMS.stream(), TIMES.stream())
                                .map(name ->
                                        figures.containsKey(name)
                                                ? number(figures.getOrDefault(name, 0.0))
                                                : ""),
                        Stream.of(besides))
                .flatMap(each -> each)
                .toList();
    }

    /// A line for each figure; for a row that was skipped one with none.
    String csv() {
        return results.stream().flatMap(Matrix::csv).collect(joining("\n", HEAD, "\n"));
    }

    private static Stream<String> csv(Result result) {
        String start =
                "%d,%s,%d,%d,%d,"
                        .formatted(
                                result.row().number(),
                                result.row().fault().replace(',', ';'),
                                result.tried(),
                                result.violations(),
                                result.skipped());
        return result.figures().isEmpty()
                ? Stream.of(start + ",")
                : result.figures().entrySet().stream()
                        .map(one -> start + number(one.getValue()) + "," + one.getKey());
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
