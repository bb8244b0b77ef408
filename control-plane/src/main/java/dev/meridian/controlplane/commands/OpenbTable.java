package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.commands.openb.Fleet;
import dev.meridian.controlplane.commands.openb.Published;
import dev.meridian.controlplane.commands.openb.Result;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// Trials as people read them, beside what is published of the same list, and as a file.
record OpenbTable(PrintStream out, List<Published> published) {
    private static final Set<String> BESIDE = Set.of("FGD", "BestFit");
    private static final int MILLIS = 1000;

    record Row(String list, long seed, String mode, Result result) {

        String line() {
            return String.format(
                    Locale.ROOT,
                    "%s,%d,%s,%.4f,%.4f,%.4f,%.1f",
                    list,
                    seed,
                    mode,
                    result.at100(),
                    result.at130(),
                    result.seconds(),
                    result.placementsPerSecond());
        }
    }

    void heading(Fleet fleet, String mode) {
        out.printf(
                Locale.ROOT,
                "%,d nodes with %,d accelerators, mode %s; percent of them allocated when arrivals ask for 100 %% and for 130 %%%n%n",
                fleet.nodes().size(),
                fleet.millis() / MILLIS,
                mode);
        out.printf(
                "%-24s %6s %8s %8s %9s %13s%n",
                "list", "seed", "at 100", "at 130", "seconds", "placements/s");
    }

    void print(Row row) {
        Result result = row.result();
        line(
                row.list(),
                row.seed() + "",
                result.at100(),
                result.at130(),
                result.seconds(),
                result.placementsPerSecond(),
                result.remark());
    }

    /// Of all seeds of a list.
    void mean(List<Row> rows) {
        line(
                rows.getFirst().list(),
                "mean",
                mean(rows, Result::at100),
                mean(rows, Result::at130),
                mean(rows, Result::seconds),
                mean(rows, Result::placementsPerSecond),
                "");
    }

    private void line(
            String list,
            String seed,
            double at100,
            double at130,
            double seconds,
            double perSecond,
            String remark) {
        out.printf(
                Locale.ROOT,
                "%-24s %6s %8.2f %8.2f %9.3f %,13.0f  %s%n",
                list,
                seed,
                at100,
                at130,
                seconds,
                perSecond,
                remark);
    }

    private static double mean(List<Row> rows, ToDoubleFunction<Result> value) {
        return rows.stream()
                .mapToDouble(row -> value.applyAsDouble(row.result()))
                .average()
                .orElse(0);
    }

    void published(Path list) {
        String name = list.getFileName().toString().replaceFirst("\\.csv$", "");
        published.stream()
                .filter(one -> one.list().equals(name) && BESIDE.contains(one.policy()))
                .forEach(one ->
                        out.printf(
                                Locale.ROOT,
                                "%-31s %8.2f %8.2f%n",
                                "  published: " + one.policy(),
                                one.at100(),
                                one.at130()));
        out.println();
    }

    /// @throws BadFile when it cannot be written
    static void write(List<Row> rows, Path file) {
        CsvFile.write(
                file,
                "list,seed,mode,alloc100,alloc130,seconds,placementsPerSecond",
                rows.stream().map(Row::line).toList());
    }
}
