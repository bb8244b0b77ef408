package dev.meridian.verification.bench.scale;

import dev.meridian.cli.Table;
import dev.meridian.verification.bench.ScalePlane;
import dev.meridian.verification.local.Checkout;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// `make bench-slurm`: many jobs of one core on many nodes, decided by Debian's Slurm and decided
/// and committed by us, in turns on this host.
public final class ScaleRun {
    private static final PrintWriter OUT =
            new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    private static final int CORES = 8;

    private static final List<String> SYSTEMS = List.of("slurm", "meridian", "meridian-jobs");

    private final int jobs;
    private final Path work;
    private final ScalePlane plane;
    private final Map<String, List<Speed>> told = new LinkedHashMap<>();

    private ScaleRun(int jobs, Path work, ScalePlane plane) {
        this.jobs = jobs;
        this.work = work;
        this.plane = plane;
    }

    /// @param args jobs, runs, numbers of nodes
    static void main(String[] args) throws Exception {
        int runs = Integer.parseInt(args[1]);
        List<Integer> fleets = Arrays.stream(args).skip(2).map(Integer::parseInt).toList();
        Path root = Checkout.find().root();
        Path work = root.resolve("target/bench/slurm");
        Path csv = root.resolve("target/bench/slurm.csv");
        Files.createDirectories(work);
        try (var plane = ScalePlane.open(work.resolve("home"));
                var lines = new PrintWriter(Files.newBufferedWriter(csv))) {
            new ScaleRun(Integer.parseInt(args[0]), work, plane).run(runs, fleets, lines);
        }
        System.exit(0);
    }

    private void run(int runs, List<Integer> fleets, PrintWriter csv) throws IOException {
        csv.println("system,nodes,run,decidedPerSecond,committedPerSecond");
        OUT.println("» warming up our virtual machine");
        for (String system : List.of("meridian", "meridian-jobs")) {
            speed(system, fleets.getFirst());
        }
        for (int run = 1; run <= runs; run++) {
            for (int nodes : fleets) {
                for (String system : SYSTEMS) {
                    tell(system, nodes, run, speed(system, nodes), csv);
                }
            }
        }
        report(fleets);
    }

    private Speed speed(String system, int nodes) throws IOException {
        if (system.equals("slurm")) {
            OUT.printf(Locale.ROOT, "» Slurm decides for %,d nodes%n", nodes);
            try (var slurm = SleepingSlurm.start(work, nodes, CORES)) {
                return new Speed(slurm.decide(jobs), Double.NaN);
            }
        }
        plane.nodes(nodes, CORES);
        ScalePlane.Took took =
                system.equals("meridian") ? plane.placeArray(jobs) : plane.placeJobs(jobs);
        return new Speed(jobs / took.decided(), jobs / took.committed());
    }

    private void tell(String system, int nodes, int run, Speed speed, PrintWriter csv) {
        told.computeIfAbsent(key(system, nodes), _ -> new ArrayList<>()).add(speed);
        csv.printf(
                Locale.ROOT,
                "%s,%d,%d,%.0f,%s%n",
                system,
                nodes,
                run,
                speed.decided(),
                whole(speed.committed()));
        csv.flush();
        OUT.printf(
                Locale.ROOT,
                "» run %d, %,d nodes, %s: %,.0f decided a second%s%n",
                run,
                nodes,
                system,
                speed.decided(),
                Double.isNaN(speed.committed())
                        ? ""
                        : ", " + whole(speed.committed()) + " committed");
    }

    private void report(List<Integer> fleets) {
        var table =
                new Table(
                        "SYSTEM",
                        "NODES",
                        "DECIDED/s",
                        "SPREAD",
                        "x SLURM",
                        "COMMITTED/s",
                        "SPREAD",
                        "x SLURM");
        for (int nodes : fleets) {
            double slurm = median(decided("slurm", nodes));
            for (String system : SYSTEMS) {
                double[] decided = decided(system, nodes);
                double[] committed = sorted(system, nodes, Speed::committed);
                table.row(
                        system,
                        "" + nodes,
                        whole(median(decided)),
                        spread(decided),
                        times(median(decided) / slurm),
                        whole(median(committed)),
                        spread(committed),
                        times(median(committed) / slurm));
            }
        }
        OUT.println();
        table.print(OUT);
        OUT.println();
        OUT.printf(
                Locale.ROOT,
                """
                Medians. %d jobs of one core, submitted before the clock starts: one array, and of ours also jobs of their own.
                Slurm decides for nodes that sleep, by the times in its log, and starts nothing. Ours: decided is the time of its plans,
                reasons included; committed is the whole round, from the reading of the queue to the last commit in PostgreSQL.
                """,
                jobs);
    }

    private double[] decided(String system, int nodes) {
        return sorted(system, nodes, Speed::decided);
    }

    private double[] sorted(String system, int nodes, ToDoubleFunction<Speed> figure) {
        return told.getOrDefault(key(system, nodes), List.of()).stream()
                .mapToDouble(figure)
                .sorted()
                .toArray();
    }

    private static String key(String system, int nodes) {
        return system + " " + nodes;
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }

    private static String spread(double[] sorted) {
        return Double.isNaN(sorted[0])
                ? ""
                : whole(sorted[0]) + "-" + whole(sorted[sorted.length - 1]);
    }

    private static String whole(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.0f", value);
    }

    private static String times(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.1f", value);
    }
}
