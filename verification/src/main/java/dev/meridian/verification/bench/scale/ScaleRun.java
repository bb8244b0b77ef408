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
import java.util.List;
import java.util.Locale;

/// `make bench-slurm`: many jobs of one core on many nodes, decided by Debian's Slurm and decided
/// and committed by us, in turns on this host.
public final class ScaleRun {
    private static final PrintWriter OUT =
            new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    private static final int CORES = 8;

    private final int jobs;
    private final List<List<Speed>> slurm = new ArrayList<>();
    private final List<List<Speed>> ours = new ArrayList<>();

    private ScaleRun(int jobs) {
        this.jobs = jobs;
    }

    /// @param args jobs, runs, numbers of nodes
    static void main(String[] args) throws Exception {
        int runs = Integer.parseInt(args[1]);
        List<Integer> fleets =
                Arrays.stream(args).skip(2).map(Integer::parseInt).toList();
        new ScaleRun(Integer.parseInt(args[0])).run(runs, fleets);
        System.exit(0);
    }

    private void run(int runs, List<Integer> fleets) throws Exception {
        Path root = Checkout.find().root();
        Path csv = root.resolve("target/bench/slurm.csv");
        Files.createDirectories(csv.getParent());
        fleets.forEach(_ -> {
            slurm.add(new ArrayList<>());
            ours.add(new ArrayList<>());
        });
        try (var plane = ScalePlane.open(root.resolve("target/bench/slurm/home"));
                var lines = new PrintWriter(Files.newBufferedWriter(csv))) {
            lines.println("system,nodes,run,decidedPerSecond,committedPerSecond");
            OUT.println("» warming up");
            ours(plane, fleets.getFirst());
            for (int run = 1; run <= runs; run++) {
                for (int i = 0; i < fleets.size(); i++) {
                    int nodes = fleets.get(i);
                    slurm.get(i).add(told("slurm", nodes, run, slurm(nodes), lines));
                    ours.get(i).add(told("meridian", nodes, run, ours(plane, nodes), lines));
                }
            }
        }
        report(fleets);
    }

    private Speed slurm(int nodes) throws IOException {
        try (var slurm = SleepingSlurm.start(nodes, CORES)) {
            return new Speed(slurm.decide(jobs), Double.NaN);
        }
    }

    private Speed ours(ScalePlane plane, int nodes) throws IOException {
        plane.nodes(nodes, CORES);
        ScalePlane.Took took = plane.place(jobs);
        return new Speed(jobs / took.decided(), jobs / took.committed());
    }

    private static Speed told(String system, int nodes, int run, Speed speed, PrintWriter csv) {
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
                "» run %d, %,d nodes, %s: %,.0f decided a second, %s committed%n",
                run,
                nodes,
                system,
                speed.decided(),
                whole(speed.committed()));
        return speed;
    }

    private void report(List<Integer> fleets) {
        var table = new Table("SYSTEM", "NODES", "DECIDED/s", "SPREAD", "COMMITTED/s", "SPREAD");
        for (int i = 0; i < fleets.size(); i++) {
            row(table, "slurm", fleets.get(i), slurm.get(i));
            row(table, "meridian", fleets.get(i), ours.get(i));
        }
        OUT.println();
        table.print(OUT);
        OUT.println();
        OUT.println(
                "Medians. "
                        + jobs
                        + " jobs of one core in one array, submitted before the clock starts. Slurm: nodes that sleep, by the times in its log.");
        OUT.println(
                "Meridian: decided is the time of its plans, reasons included; committed is the whole round, from reading to the last commit in PostgreSQL.");
    }

    private static void row(Table table, String system, int nodes, List<Speed> runs) {
        double[] decided = runs.stream().mapToDouble(Speed::decided).sorted().toArray();
        double[] committed = runs.stream().mapToDouble(Speed::committed).sorted().toArray();
        table.row(
                system,
                "" + nodes,
                whole(decided[decided.length / 2]),
                spread(decided),
                whole(committed[committed.length / 2]),
                spread(committed));
    }

    private static String spread(double[] sorted) {
        return Double.isNaN(sorted[0])
                ? ""
                : whole(sorted[0]) + "-" + whole(sorted[sorted.length - 1]);
    }

    private static String whole(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.0f", value);
    }
}
