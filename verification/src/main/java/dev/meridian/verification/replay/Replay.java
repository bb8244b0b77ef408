package dev.meridian.verification.replay;

import dev.meridian.cli.client.Connection;
import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.client.Refused;
import dev.meridian.verification.local.Checkout;
import dev.meridian.verification.local.Folders;
import dev.meridian.verification.local.LocalSystem;
import dev.meridian.verification.local.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// `make replay TRACE=file.csv [JOBS=500] [SPEED=1000]`: submits a slice of a recorded trace
/// through the REST API, each job a sleep of its recorded length over SPEED, and reports waiting,
/// utilisation and failures.
///
/// Starts a system of its own on free ports, unless MERIDIAN_URL names one.
public final class Replay {

    private static final PrintWriter OUT =
            new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private Replay() {}

    static void main(String[] args) throws Exception {
        try {
            System.exit(
                    run(Path.of(args[0]), Integer.parseInt(args[1]), Double.parseDouble(args[2]))
                            ? 0
                            : 1);
        } catch (IllegalStateException | Refused e) {
            OUT.println(e.getMessage());
            System.exit(1);
        }
    }

    private static boolean run(Path trace, int limit, double speed) throws IOException {
        List<TraceJob> jobs = Trace.read(trace, limit);
        Map<String, String> environment = System.getenv();
        String driver = environment.getOrDefault("DRIVERS", "");
        if (!environment.getOrDefault("MERIDIAN_URL", "").isEmpty()) {
            try (var client = new MeridianClient(Connection.find(null, null, environment))) {
                return replay(client, jobs, speed, driver);
            }
        }
        Checkout checkout = Checkout.find();
        Path home = checkout.root().resolve("target/replay/home");
        Folders.empty(home);
        say("starting a control plane and its agents, logs in " + home.resolve("logs"));
        try (LocalSystem system = LocalSystem.start(checkout, home, Ports.free(), Replay::say)) {
            FleetOfTrace.agents(driver.isEmpty() ? List.of() : List.of("--drivers=" + driver))
                    .forEach(system::startAgent);
            system.awaitNodes();
            return replay(system.client(), jobs, speed, driver);
        }
    }

    private static boolean replay(
            MeridianClient client, List<TraceJob> jobs, double speed, String driver)
            throws IOException {
        List<TraceJob> fitting =
                jobs.stream().filter(job -> job.gpus() <= FleetOfTrace.GPUS_PER_NODE).toList();
        var submissions = new Submissions(client, speed, driver, Replay::say);
        submissions.makeProjects(fitting);
        say(
                "submitting "
                        + fitting.size()
                        + " jobs, one hour of the trace in "
                        + Math.round(3600 / speed * 10) / 10.0
                        + " s");
        submissions.submitAll(fitting);
        List<Fate> fates = submissions.awaitAll(PATIENCE);
        var report = new Report(fates, jobs.size() - fitting.size(), FleetOfTrace.gpus(), speed);
        OUT.println();
        report.print(OUT);
        Path csv = Path.of("target/bench/replay.csv");
        report.write(csv);
        OUT.println("each job in " + csv);
        boolean allEnded = fates.size() == submissions.submitted();
        if (!allEnded) {
            OUT.println(
                    submissions.submitted()
                            - fates.size()
                            + " jobs had not ended after "
                            + PATIENCE.toMinutes()
                            + " minutes");
        }
        return allEnded && fates.stream().allMatch(Fate::succeeded);
    }

    private static void say(String what) {
        OUT.println("» " + what);
    }
}
