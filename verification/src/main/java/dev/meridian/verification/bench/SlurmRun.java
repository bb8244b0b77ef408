package dev.meridian.verification.bench;

import dev.meridian.cli.Table;
import dev.meridian.cli.client.Refused;
import dev.meridian.verification.bench.Meridian.Door;
import dev.meridian.verification.local.AgentPlan;
import dev.meridian.verification.local.Checkout;
import dev.meridian.verification.local.Folders;
import dev.meridian.verification.local.LocalSystem;
import dev.meridian.verification.local.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `make bench-slurm-run [JOBS=1000] [RUNS=3]`: so many jobs that do nothing, by us with three
/// agents and by Debian's Slurm with one node, in turns on this host.
public final class SlurmRun {

    private static final PrintWriter OUT =
            new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    private SlurmRun() {}

    /// @param args jobs, rounds, places for our jobs on each agent, places for Slurm's jobs
    static void main(String[] args) throws IOException {
        try {
            run(
                    Integer.parseInt(args[0]),
                    Integer.parseInt(args[1]),
                    Integer.parseInt(args[2]),
                    Integer.parseInt(args[3]));
        } catch (IllegalStateException | Refused e) {
            OUT.println(e.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    private static void run(int jobs, int rounds, int places, int slots) throws IOException {
        Checkout checkout = Checkout.find();
        Path home = checkout.root().resolve("target/bench/home");
        Folders.empty(home);
        say("starting a control plane and three agents, logs in " + home.resolve("logs"));
        try (LocalSystem system = LocalSystem.start(checkout, home, Ports.free(), SlurmRun::say)) {
            for (String region : List.of("eu-west", "us-east", "ap-south")) {
                system.startAgent(
                        AgentPlan.in(
                                region,
                                "--drivers=sandbox,process",
                                "--capacity=cpu=" + places + ",memory=32Gi,disk=100Gi"));
            }
            system.awaitNodes();
            say("starting Slurm: munged, slurmctld and slurmd");
            try (Slurm slurm = Slurm.start(slots)) {
                List<Contestant> contestants =
                        List.of(
                                new Meridian(system.client(), Door.BATCH, "sandbox"),
                                slurm.array(),
                                new Meridian(system.client(), Door.BATCH, "process"),
                                slurm.singles(),
                                new Meridian(system.client(), Door.ARRAY, "sandbox"),
                                new Meridian(system.client(), Door.SINGLES, "sandbox"));
                say("warming up, with a fifth of the jobs each");
                contestants.forEach(each -> each.run(Math.max(1, jobs / 5)));
                report(compete(contestants, jobs, rounds), places, slots);
            }
        }
    }

    private static Map<Contestant, List<Double>> compete(
            List<Contestant> contestants, int jobs, int rounds) throws IOException {
        Map<Contestant, List<Double>> seconds = new LinkedHashMap<>();
        Path csv = Path.of("target/bench/slurm-run.csv");
        Files.createDirectories(csv.getParent());
        try (var lines = new PrintWriter(Files.newBufferedWriter(csv))) {
            lines.println("round,system,way,jobs,seconds,load_before");
            for (int round = 1; round <= rounds; round++) {
                for (Contestant each : contestants) {
                    String load = load();
                    double took = each.run(jobs);
                    seconds.computeIfAbsent(each, _ -> new ArrayList<>()).add(took);
                    lines.printf(
                            Locale.ROOT,
                            "%d,%s,\"%s\",%d,%.2f,%s%n",
                            round,
                            each.system(),
                            each.way(),
                            jobs,
                            took,
                            load);
                    lines.flush();
                    say(
                            "round "
                                    + round
                                    + " of "
                                    + rounds
                                    + ", "
                                    + each.system()
                                    + ", "
                                    + each.way()
                                    + ": "
                                    + Score.oneDigit(took)
                                    + " s (load before "
                                    + load
                                    + ")");
                }
            }
        }
        return seconds;
    }

    private static void report(Map<Contestant, List<Double>> seconds, int places, int slots) {
        List<Score> scores =
                seconds.entrySet().stream()
                        .map(each ->
                                new Score(
                                        each.getKey().system(),
                                        each.getKey().way(),
                                        each.getValue()))
                        .toList();
        double rival = scores.get(1).median();
        var table = new Table("SYSTEM", "MEDIAN s", "SPREAD s", "× SLURM'S ARRAY", "HOW");
        for (Score score : scores) {
            table.row(
                    score.system(),
                    Score.oneDigit(score.median()),
                    score.spread(),
                    String.format(Locale.ROOT, "%.2f", score.median() / rival),
                    score.way());
        }
        OUT.println();
        table.print(OUT);
        OUT.println();
        OUT.println(
                "Seconds from the first submission until the system's own books say that the last job has ended well.");
        OUT.println(
                "Meridian: three agents with "
                        + places
                        + " places each, every job isolated by bubblewrap (driver sandbox) and kept in PostgreSQL with logs.");
        OUT.println(
                "Slurm: slurmctld and slurmd with "
                        + slots
                        + " places, no isolation, no control groups, no accounting, output to /dev/null.");
        OUT.println("Every run in target/bench/slurm-run.csv");
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    }

    private static void say(String what) {
        OUT.println("» " + what);
    }
}
