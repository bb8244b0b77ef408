package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.commands.queue.Case;
import dev.meridian.controlplane.placement.Planner;
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

    private record Row(Case of, double median, double worst, Plan plan) {
        String line() {
            return String.format(
                    Locale.ROOT,
                    "\"%s\",%s,%.4f,%.4f,%d,%d,%d",
                    of.name(),
                    Double.isInfinite(of.goal()) ? "" : String.valueOf(of.goal()),
                    median,
                    worst,
                    plan.decisions().size(),
                    plan.pending().size(),
                    plan.evictions().size());
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
            rows.add(measured(one, planner, runs));
            print(rows.getLast(), out);
        }
        options.file("csv")
                .ifPresent(file ->
                        CsvFile.write(
                                file,
                                "case,goalSeconds,seconds,worstSeconds,placed,waiting,evicted",
                                rows.stream().map(Row::line).toList()));
        return 0;
    }

    private static Row measured(Case one, Planner planner, int runs) {
        Snapshot snapshot = one.snapshot().get();
        for (int i = 0; i < WARM_UP; i++) {
            Plan _ = planner.plan(snapshot);
        }
        // a plan is made on one thread, and a busy machine must not make it look slow
        ThreadMXBean processor = ManagementFactory.getThreadMXBean();
        List<Double> seconds = new ArrayList<>();
        Plan plan = planner.plan(snapshot);
        for (int i = 0; i < runs; i++) {
            long start = processor.getCurrentThreadCpuTime();
            plan = planner.plan(snapshot);
            seconds.add((processor.getCurrentThreadCpuTime() - start) / NANOS);
        }
        seconds.sort(Double::compare);
        return new Row(one, seconds.get(runs / 2), seconds.getLast(), plan);
    }

    private static void print(Row row, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%-48s %7s %8.3f %8.3f %,8d %,8d %,8d%n",
                row.of().name(),
                Double.isInfinite(row.of().goal()) ? "-" : "< " + (int) row.of().goal(),
                row.median(),
                row.worst(),
                row.plan().decisions().size(),
                row.plan().pending().size(),
                row.plan().evictions().size());
    }
}
