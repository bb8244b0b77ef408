package dev.meridian.verification.bench;

import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.client.Patience;
import dev.meridian.verification.local.AgentPlan;
import dev.meridian.verification.local.Checkout;
import dev.meridian.verification.local.Folders;
import dev.meridian.verification.local.Ports;
import dev.meridian.verification.local.Replica;
import dev.meridian.verification.local.ReplicatedSystem;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/// How soon another control plane leads when the leader is killed or stopped, in turns, while jobs
/// come: `make bench-takeover`. Each job has to end well with its first attempt.
public final class TakeOverRun {
    private static final Patience PATIENCE = new Patience(Duration.ofMillis(50));
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");
    private static final int JOBS_EACH = 4;
    private static final PrintWriter OUT =
            new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    private final ReplicatedSystem system;
    private final List<String> jobs = new ArrayList<>();
    private final List<Double> seconds = new ArrayList<>();
    private final StringBuilder csv = new StringBuilder("round,fault,seconds\n");

    private TakeOverRun(ReplicatedSystem system) {
        this.system = system;
    }

    /// @param arguments how many times
    public static void main(String... arguments) throws Exception {
        int times = Integer.parseInt(arguments[0]);
        Checkout checkout = Checkout.find();
        Path bench = checkout.root().resolve("target/bench");
        Path home = bench.resolve("takeover/home");
        Folders.empty(home);
        boolean good;
        try (ReplicatedSystem system =
                ReplicatedSystem.start(
                        checkout,
                        home,
                        List.of(Ports.free(), Ports.free()),
                        List.of(),
                        TakeOverRun::say)) {
            for (String region : List.of("eu-west", "us-east")) {
                system.startAgent(
                        AgentPlan.in(
                                region,
                                "--capacity=cpu=8,memory=4Gi,disk=10Gi",
                                "--drivers=process"));
            }
            system.awaitNodes();
            var run = new TakeOverRun(system);
            for (int round = 1; round <= times; round++) {
                run.round(round);
            }
            good = run.report();
            Files.writeString(bench.resolve("takeover.csv"), run.csv);
        }
        System.exit(good ? 0 : 1);
    }

    private void round(int number) {
        boolean stop = number % 2 == 0;
        Replica leader = leader();
        Replica other =
                system.replicas().stream().filter(each -> each != leader).findFirst().orElseThrow();
        try (MeridianClient there = other.client()) {
            submit(there);
            long began = System.nanoTime();
            if (stop) {
                leader.process().signal("STOP");
            } else {
                leader.process().kill();
            }
            until(() -> leads(there, other));
            double took = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1_000.0;
            seconds.add(took);
            String fault = stop ? "stopped" : "killed";
            csv.append(String.format(Locale.ROOT, "%d,%s,%.2f%n", number, fault, took));
            say("%d: the leader was %s, the other led after %.1f s".formatted(number, fault, took));
            submit(there);
            if (stop) {
                leader.process().signal("CONT");
            } else {
                leader.start();
                system.awaitReady(leader);
            }
            until(() -> ended(there));
            until(() ->
                    there.all("/replicas").stream()
                            .noneMatch(line -> line.path("silent").asBoolean()));
        }
    }

    private Replica leader() {
        return PATIENCE.until(LIMIT, system::leader)
                .orElseThrow(() -> new IllegalStateException("nobody leads"));
    }

    private void submit(MeridianClient client) {
        for (int i = 0; i < JOBS_EACH; i++) {
            jobs.add(
                    client.submit(
                                    """
                                    name: takeover
                                    disconnect: {lostAfter: 10m}
                                    taskGroups:
                                    - resources: {cpu: 0.1, memory: 32Mi}
                                      task: {driver: process, command: [sleep, "1"]}
                                    """)
                            .path("id")
                            .asString());
        }
    }

    private static boolean leads(MeridianClient asked, Replica replica) {
        return asked.all("/replicas").stream()
                .anyMatch(line ->
                        line.path("role").asString("").equals("LEADER")
                                && line.path("httpPort").asInt() == replica.ports().http());
    }

    private boolean ended(MeridianClient client) {
        return jobs.stream()
                .skip(Math.max(0, jobs.size() - 2L * JOBS_EACH))
                .allMatch(job -> ENDED.contains(client.job(job).path("state").asString("")));
    }

    private static void until(BooleanSupplier done) {
        boolean _ =
                PATIENCE.until(
                                LIMIT,
                                () -> done.getAsBoolean() ? Optional.of(true) : Optional.empty())
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "not within " + LIMIT.toSeconds() + " s"));
    }

    private boolean report() {
        int lost = 0;
        int repeated = 0;
        for (String job : jobs) {
            List<JsonNode> allocations = system.client().allocations(job);
            if (!system.client().job(job).path("state").asString("").equals("SUCCEEDED")) {
                lost++;
            } else if (allocations.size() != 1
                    || allocations.getFirst().path("attempts").size() != 1) {
                repeated++;
            }
        }
        List<Double> sorted = seconds.stream().sorted().toList();
        OUT.printf(
                Locale.ROOT,
                "%n%d take-overs: median %.1f s, longest %.1f s; %d jobs, %d not ended well, %d with more than one attempt; written to target/bench/takeover.csv%n",
                sorted.size(),
                sorted.get(sorted.size() / 2),
                sorted.getLast(),
                jobs.size(),
                lost,
                repeated);
        return lost == 0 && repeated == 0;
    }

    private static void say(String text) {
        OUT.println("» " + text);
    }
}
