package dev.meridian.verification.bench.planner;

import com.sun.management.OperatingSystemMXBean;
import dev.meridian.cli.Table;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/// `make bench-planner`: the same pods on the same fleet, one at a time, decided by us, by a plain
/// best-fit loop and by Netflix's Fenzo, in turns in one virtual machine.
public final class PlannerRun {
    private static final PrintWriter OUT =
            new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    private static final double NANOS = 1e9;
    private static final double NANOS_OF_MICRO = 1e3;

    private static final double PERCENT = 100;
    private static final int DIGITS = 3;

    /// Seconds of a round, at least.
    private static final double LEAST = 2;

    /// Nanoseconds; who needs longer to fill the fleet is asked for no more.
    private static final long PATIENCE = 20_000_000_000L;

    private PlannerRun() {}

    /// @param nanos of each decision, on the clock
    /// @param seconds of processor time, of all threads
    /// @param allocated percent of the accelerators; not a number where patience ended first
    private record Round(Histogram nanos, double seconds, double allocated) {
        double perSecond() {
            return nanos.getTotalCount() / seconds;
        }

        String micros(double percentile) {
            return String.format(
                    Locale.ROOT, "%.1f", nanos.getValueAtPercentile(percentile) / NANOS_OF_MICRO);
        }

        String allocatedPercent() {
            return Double.isNaN(allocated) ? "" : String.format(Locale.ROOT, "%.2f", allocated);
        }
    }

    private interface Start {
        Rival start() throws Exception;
    }

    private record Contestant(String name, Start start) {}

    /// @param args the folder of the trace, rounds, numbers of nodes
    static void main(String[] args) throws Exception {
        Path csv = Path.of("target/bench/planner.csv");
        Files.createDirectories(csv.getParent());
        var table = new Table("PLANNER", "NODES", "DECISIONS/s", "p50 us", "p99 us", "ALLOCATED %");
        try (var lines = new PrintWriter(Files.newBufferedWriter(csv))) {
            lines.println("planner,nodes,decisionsPerSecond,p50Micros,p99Micros,allocatedPercent");
            for (String nodes : Arrays.asList(args).subList(2, args.length)) {
                compete(
                        Task.draw(Path.of(args[0]), Integer.parseInt(nodes)),
                        Integer.parseInt(args[1]),
                        table,
                        lines);
            }
        }
        OUT.println();
        table.print(OUT);
        OUT.println();
        OUT.println(
                "Decisions per second of processor time (all threads), the median round; p50 and p99 of single decisions on the clock.");
        OUT.println("Allocated: accelerators held when 130 % of them have been asked for.");
        System.exit(0);
    }

    private static void compete(Task task, int rounds, Table table, PrintWriter csv)
            throws Exception {
        Path folder = Path.of("target/bench/planner");
        List<Contestant> contestants =
                List.of(
                        new Contestant("meridian", () -> Ours.of(task, folder)),
                        new Contestant("best-fit", () -> new BestFit(task)),
                        new Contestant("fenzo", () -> new Fenzo(task)));
        List<List<Round>> results = new ArrayList<>();
        contestants.forEach(_ -> results.add(new ArrayList<>()));
        // the first round warms the compiler and counts for nothing
        for (int round = 0; round <= rounds; round++) {
            for (int i = 0; i < contestants.size(); i++) {
                Round one = run(task, contestants.get(i));
                OUT.printf(
                        Locale.ROOT,
                        "» round %d, %,d nodes, %,d pods, %s: %,d decisions, %,.0f a second%n",
                        round,
                        task.nodes().size(),
                        task.pods().size(),
                        contestants.get(i).name(),
                        one.nanos().getTotalCount(),
                        one.perSecond());
                if (round > 0) {
                    results.get(i).add(one);
                }
            }
        }
        for (int i = 0; i < contestants.size(); i++) {
            List<Round> sorted = results.get(i);
            sorted.sort(Comparator.comparingDouble(Round::perSecond));
            report(contestants.get(i).name(), task, sorted.get(sorted.size() / 2), table, csv);
        }
    }

    private static void report(String name, Task task, Round round, Table table, PrintWriter csv) {
        String nodes = "" + task.nodes().size();
        String p50 = round.micros(50);
        String p99 = round.micros(99);
        table.row(
                name,
                nodes,
                String.format(Locale.ROOT, "%,.0f", round.perSecond()),
                p50,
                p99,
                round.allocatedPercent());
        csv.printf(
                Locale.ROOT,
                "%s,%s,%.0f,%s,%s,%s%n",
                name,
                nodes,
                round.perSecond(),
                p50,
                p99,
                round.allocatedPercent());
        csv.flush();
    }

    /// Fills the fleet again and again until it can be measured.
    private static Round run(Task task, Contestant contestant) throws Exception {
        var nanos = new Histogram(DIGITS);
        double seconds = 0;
        double wall = 0;
        double allocated = Double.NaN;
        do {
            Rival rival = contestant.start().start();
            long cpu = processorNanos();
            long start = System.nanoTime();
            long held = fill(task, rival, nanos);
            wall += (System.nanoTime() - start) / NANOS;
            seconds += (processorNanos() - cpu) / NANOS;
            if (held >= 0) {
                allocated = PERCENT * held / task.accelerators();
            }
            if (rival instanceof AutoCloseable open) {
                open.close();
            }
        } while (wall < LEAST && !Double.isNaN(allocated));
        return new Round(nanos, seconds, allocated);
    }

    /// @return accelerators held at the end; negative: patience ended first
    private static long fill(Task task, Rival rival, Histogram nanos) {
        long held = 0;
        long start = System.nanoTime();
        long last = start;
        for (int pod = 0; pod < task.pods().size(); pod++) {
            if (rival.place(pod)) {
                held += task.pods().get(pod).accelerators();
            }
            long now = System.nanoTime();
            nanos.recordValue(now - last);
            last = now;
            if (now - start > PATIENCE) {
                return -1;
            }
        }
        return held;
    }

    private static long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
