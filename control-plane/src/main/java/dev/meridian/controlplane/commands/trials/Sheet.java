package dev.meridian.controlplane.commands.trials;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A table of figures, for people and as CSV. Its first column is words.
public final class Sheet {
    private final List<String> heading;
    private final List<List<String>> rows = new ArrayList<>();

    Sheet(String... heading) {
        this.heading = List.of(heading);
    }

    /// @param figures one for each column after the first, as [#number] writes them
    Sheet row(String words, String... figures) {
        List<String> row = new ArrayList<>(List.of(words));
        row.addAll(Arrays.asList(figures));
        rows.add(List.copyOf(row));
        return this;
    }

    /// Empty where there is none.
    static String number(String format, double number) {
        return Double.isFinite(number) ? String.format(Locale.ROOT, format, number) : "";
    }

    public void print(PrintStream out) {
        List<List<String>> all = new ArrayList<>(List.of(heading));
        all.addAll(rows);
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width = all.stream().mapToInt(each -> each.get(at).length()).max().orElse(0);
                String padded = (column == 0 ? "%-" : "%") + width + "s  ";
                line.append(padded.formatted(row.get(column)));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    /// Columns are named with underscores.
    public String csv() {
        List<String> lines = new ArrayList<>();
        lines.add(
                heading.stream()
                        .map(name -> name.replace(' ', '_'))
                        .collect(Collectors.joining(",")));
        rows.forEach(row -> lines.add(String.join(",", row)));
        return String.join("\n", lines) + "\n";
    }
}
