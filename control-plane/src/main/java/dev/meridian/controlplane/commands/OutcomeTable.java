package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.commands.outcome.Measures;
import dev.meridian.controlplane.commands.outcome.Rival;
import dev.meridian.controlplane.commands.outcome.philly.Offer;
import dev.meridian.controlplane.commands.outcome.philly.Setting;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// What a week came to, as people read it and as a file.
record OutcomeTable(PrintStream out) {
    private static final double SECONDS_OF_HOUR = 3600;
    private static final double PERCENT = 100;
    private static final String COLUMNS =
            "load,policy,waitMean,waitP99,completionMean,completionP99,slowdownMean,slowdownP99,"
                    + "utilisation,dollars,egress,fairness,leastServed,large,starved,stops";

    record Row(int load, Rival rival, Measures of) {
        String line() {
            return String.format(
                    Locale.ROOT,
                    "%d,\"%s\",%.1f,%.1f,%.1f,%.1f,%.3f,%.3f,%.3f,%.2f,%.2f,%.5f,%.5f,%d,%d,%d",
                    load,
                    rival.title(),
                    of.waited().mean(),
                    of.waited().p99(),
                    of.completion().mean(),
                    of.completion().p99(),
                    of.slowdown().mean(),
                    of.slowdown().p99(),
                    of.utilisation(),
                    of.dollars(),
                    of.egress(),
                    of.fairness(),
                    of.leastServed(),
                    of.large(),
                    of.starved(),
                    of.stops());
        }
    }

    void heading(Setting setting, Offer offer, double load) {
        out.printf(
                Locale.ROOT,
                "%n%,d jobs, %d %s with %d accelerators in %s at prices of %s: load %.1f %%%n%n",
                setting.jobs().size(),
                setting.world().nodes().size(),
                offer.type(),
                setting.world().accelerators(),
                String.join(", ", offer.prices().keySet()),
                offer.day(),
                PERCENT * load);
        out.printf(
                "%-18s %15s %17s %16s %6s %9s %7s %6s %6s %9s %6s%n",
                "",
                "wait, h",
                "completion, h",
                "slowdown",
                "used",
                "cost",
                "egress",
                "Jain",
                "least",
                "starved",
                "stops");
        out.printf(
                "%-18s %7s %7s %8s %8s %7s %8s %6s %9s %7s%n",
                "policy", "mean", "p99", "mean", "p99", "mean", "p99", "%", "$", "$");
    }

    void print(Row row) {
        Measures of = row.of();
        out.printf(
                Locale.ROOT,
                "%-18s %7.2f %7.2f %8.2f %8.2f %7.1f %8.1f %6.1f %,9.0f %7.0f %6.4f %6.3f %3d of %3d %6d%n",
                row.rival().title(),
                of.waited().mean() / SECONDS_OF_HOUR,
                of.waited().p99() / SECONDS_OF_HOUR,
                of.completion().mean() / SECONDS_OF_HOUR,
                of.completion().p99() / SECONDS_OF_HOUR,
                of.slowdown().mean(),
                of.slowdown().p99(),
                of.utilisation(),
                of.dollars(),
                of.egress(),
                of.fairness(),
                of.leastServed(),
                of.starved(),
                of.large(),
                of.stops());
    }

    static void write(List<Row> rows, Path file) {
        Csv.write(file, COLUMNS, rows.stream().map(Row::line).toList());
    }
}
