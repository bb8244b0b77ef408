package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.commands.queue.Case;
import dev.meridian.controlplane.commands.queue.Round;
import dev.meridian.controlplane.placement.Planner;
import dev.meridian.controlplane.placement.migration.MigrationRound.Outcome;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/// `placement queue`: how much of a core plans take that a queue under pressure asks for, from the
/// snapshot to the reasons of all that waits.
final class QueueBench {
    static final String USAGE =
            """
            Usage: java -jar control-plane.jar placement queue
              [--nodes=10000]  of eight accelerators each
              [--runs=5]       of each case, beside those to warm up; the median is told
              [--csv=FILE]     case,goalSeconds,seconds,worstSeconds,placed,waiting,evicted\
            """;

    private static final Set<String> OPTIONS = Set.of("nodes", "runs", "csv");
    private static final int MOST_NODES = 100_000;
    private static final int MOST_RUNS = 1000;
    private static final int WARM_UP = 3;
    private static final double NANOS = 1e9;

    /// What a case came to; of a round of migrations who was let in, who was not, and who was
    /// moved.
    private record Counts(int placed, int waiting, int evicted) {
        static Counts of(Plan plan) {
            return new Counts(
                    plan.decisions().size(), plan.pending().size(), plan.evictions().size());
        }

        static Counts of(Outcome round, int waiting) {
            int letIn = round.chains().stream().mapToInt(one -> one.guests().size()).sum();
            int moved = round.chains().stream().mapToInt(one -> one.found().moves().size()).sum();
            return new Counts(letIn, waiting - letIn, moved);
        }
    }

    private record Row(String name, double goal, double median, double worst, Counts counts) {
        String line() {
            return String.format(
                    Locale.ROOT,
                    "\"%s\",%s,%.4f,%.4f,%d,%d,%d",
                    name,
                    Double.isInfinite(goal) ? "" : String.valueOf(goal),
                    median,
                    worst,
                    counts.placed(),
                    counts.waiting(),
                    counts.evicted());
        }
    }

    private QueueBench() {}

    static int run(Options options, PrintStream out) {
        options.allow(OPTIONS);
        int nodes = options.number("nodes", 10_000, MOST_NODES);
        int runs = options.number("runs", 5, MOST_RUNS);
        LoggingSystem.get(QueueBench.class.getClassLoader())
                .setLogLevel("ai.timefold", LogLevel.WARN);
        Planner planner = Planner.standalone(SolverSettings.USUAL);
        out.printf(
                Locale.ROOT,
                "%,d nodes with %,d accelerators; seconds of a core for one plan, reasons included%n%n",
                nodes,
                nodes * 8);
        out.printf(
                "%-48s %7s %8s %8s %8s %8s %8s%n",
                "case", "goal", "median", "worst", "placed", "waiting", "evicted");
        List<Row> rows = new ArrayList<>();
        for (Case one : Case.all(nodes)) {
            Snapshot snapshot = one.snapshot().get();
            rows.add(
                    measured(
                            one.name(), one.goal(), () -> Counts.of(planner.plan(snapshot)), runs));
            print(rows.getLast(), out);
        }
        Snapshot fragmented = Round.snapshot(nodes);
        Round round = new Round();
        rows.add(
                measured(
                        "migrations: 16 of 8, 70 % taken",
                        Double.POSITIVE_INFINITY,
                        () -> Counts.of(round.of(fragmented), fragmented.groups().size()),
                        runs));
        print(rows.getLast(), out);
        options.file("csv")
                .ifPresent(file ->
                        CsvFile.write(
                                file,
                                "case,goalSeconds,seconds,worstSeconds,placed,waiting,evicted",
                                rows.stream().map(Row::line).toList()));
        return 0;
    }

    private static Row measured(String name, double goal, Supplier<Counts> plan, int runs) {
        for (int i = 0; i < WARM_UP; i++) {
            Counts _ = plan.get();
        }
        // a plan is made on one thread, and a busy machine must not make it look slow
        ThreadMXBean processor = ManagementFactory.getThreadMXBean();
        List<Double> seconds = new ArrayList<>();
        Counts counts = plan.get();
        for (int i = 0; i < runs; i++) {
            long start = processor.getCurrentThreadCpuTime();
            counts = plan.get();
            seconds.add((processor.getCurrentThreadCpuTime() - start) / NANOS);
        }
        seconds.sort(Double::compare);
        return new Row(name, goal, seconds.get(runs / 2), seconds.getLast(), counts);
    }

    private static void print(Row row, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%-48s %7s %8.3f %8.3f %,8d %,8d %,8d%n",
                row.name(),
                Double.isInfinite(row.goal()) ? "-" : "< " + (int) row.goal(),
                row.median(),
                row.worst(),
                row.counts().placed(),
                row.counts().waiting(),
                row.counts().evicted());
    }
}
