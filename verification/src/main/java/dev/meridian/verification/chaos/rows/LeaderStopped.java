package dev.meridian.verification.chaos.rows;

import dev.meridian.cli.client.Connection;
import dev.meridian.cli.client.MeridianClient;
import dev.meridian.verification.bench.Meters;
import dev.meridian.verification.chaos.arena.Waiting;
import dev.meridian.verification.chaos.history.Harm;
import dev.meridian.verification.local.AgentPlan;
import dev.meridian.verification.local.Database;
import dev.meridian.verification.local.Ports;
import dev.meridian.verification.local.Replica;
import dev.meridian.verification.local.ReplicatedSystem;
import dev.meridian.verification.local.ServedDatabase;
import dev.meridian.verification.local.Site;
import dev.meridian.verification.local.Wire;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Two control planes on one database, the leader of which in turns is stopped, cut off from the
/// database, or killed while jobs come, and goes on or starts again when the other leads. What it
/// sent while it was cut off arrives then, late.
final class LeaderStopped implements Row {
    private static final Duration PROMISED = Duration.ofSeconds(10);
    private static final Duration END = Duration.ofMinutes(2);
    private static final int JOBS = 4;
    private static final List<String> REGIONS = List.of("eu-west", "us-east");

    /// With the takeover longer than the shortest usual lease.
    private static final Duration WHILE = Duration.ofSeconds(20);

    private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

    @Override
    public int number() {
        return 3;
    }

    @Override
    public String fault() {
        return "leader of two replicas stopped or cut off or killed";
    }

    @Override
    public String promise() {
        return "a stale term is refused everywhere; takeover within 10 s";
    }

    @Override
    public int usual() {
        return 3;
    }

    @Override
    public void play(Round round) {
        Path home = round.ground().home("replicas");
        ServedDatabase database = ServedDatabase.start(round.ground().checkout(), home);
        List<Severed> sites = List.of(Severed.from(database), Severed.from(database));
        try (ReplicatedSystem system =
                ReplicatedSystem.start(
                        round.ground().checkout(),
                        home,
                        database,
                        sites.stream().map(Severed::site).toList(),
                        List.of(),
                        round.say())) {
            for (String region : REGIONS) {
                system.startAgent(
                        AgentPlan.in(
                                region,
                                "--capacity=cpu=8,memory=4Gi,disk=10Gi",
                                "--drivers=process",
                                "--labels=role=" + region));
            }
            system.awaitNodes();
            for (int number = 0; number < round.times(); number++) {
                var fault = Fault.values()[number % Fault.values().length];
                round.attempt(() -> fail(system, sites, fault, round.tally()));
            }
        } finally {
            sites.forEach(each -> each.cable().close());
        }
    }

    /// A place of a control plane, and its cable to the database.
    private record Severed(Site site, Wire cable) {

        static Severed from(Database database) {
            URI server = URI.create(database.url().substring("jdbc:".length()));
            Wire cable = Wire.late(server.getPort());
            return new Severed(
                    new Site(
                            Ports.free(),
                            "jdbc:postgresql://localhost:" + cable.port() + server.getPath()),
                    cable);
        }
    }

    private enum Fault {
        STOPPED {
            @Override
            void befall(Replica leader, Wire cable) {
                leader.process().signal("STOP");
            }

            @Override
            void end(Replica leader, Wire cable) {
                leader.process().signal("CONT");
            }
        },
        CUT_OFF {
            @Override
            void befall(Replica leader, Wire cable) {
                cable.cut();
            }

            @Override
            void end(Replica leader, Wire cable) {
                cable.mend();
            }
        },
        KILLED {
            @Override
            void befall(Replica leader, Wire cable) {
                leader.process().kill();
            }

            @Override
            void end(Replica leader, Wire cable) {
                leader.start();
            }
        };

        abstract void befall(Replica leader, Wire cable);

        abstract void end(Replica leader, Wire cable);
    }

    private static void fail(
            ReplicatedSystem system, List<Severed> sites, Fault fault, Tally tally) {
        Waiting.until("somebody leads", () -> system.leader().isPresent());
        Replica leader = system.leader().orElseThrow();
        Replica other =
                system.replicas().stream().filter(each -> each != leader).findFirst().orElseThrow();
        Wire cable = sites.get(system.replicas().indexOf(leader)).cable();
        long term = system.term();
        double before = fault == Fault.KILLED ? 0 : refused(leader);
        List<String> jobs = new ArrayList<>();
        try (MeridianClient there = other.client()) {
            List<String> beside = bystanders(there);
            submit(there, jobs);
            long from = System.nanoTime();
            fault.befall(leader, cable);
            Waiting.until("the other leads", () -> leads(there, other));
            tally.recovered(from, System.nanoTime(), PROMISED);
            submit(there, jobs);
            boolean moved = Waiting.within(WHILE, () -> serves(there, other) == REGIONS.size());
            tally.expect(moved, Harm.LATE, "agents stay where nothing is done for them");
            tally.most(
                    "s until its agents had moved",
                    Duration.ofNanos(System.nanoTime() - from).toMillis() / 1000.0);
            Waiting.rest(WHILE);
            fault.end(leader, cable);
            system.awaitReady(leader);
            Waiting.until(
                    "both are there",
                    () ->
                            there.all("/replicas").stream()
                                    .noneMatch(line -> line.path("silent").asBoolean()));
            tally.expect(
                    leads(there, other) && system.term() == term + 1,
                    Harm.WRONG,
                    "after term %d, which ended once: %s".formatted(term, there.all("/replicas")));
            jobs.forEach(job -> judge(there, job, tally));
            beside.forEach(job -> lived(there, job, tally));
            tally.count("bystanders", beside.size());
            tally.count("rounds of a stale term refused", refused(leader) - before);
        }
    }

    /// Since it was started.
    private static double refused(Replica replica) {
        try (var meters =
                new Meters(replica.url(), Connection.adminToken(replica.home()).orElseThrow())) {
            return meters.sum("meridian_lead_refused_total");
        }
    }

    /// On each host, work under the usual terms of either policy: one replica of two is nobody's
    /// loss.
    private static List<String> bystanders(MeridianClient client) {
        List<String> jobs = new ArrayList<>();
        for (String region : REGIONS) {
            for (String policy : List.of("fence", "overlap")) {
                jobs.add(
                        client.submit(
                                        """
                                        name: beside
                                        disconnect: {policy: %s}
                                        taskGroups:
                                        - resources: {cpu: 0.1, memory: 16Mi}
                                          constraints: [{label: role, value: %s}]
                                          task: {driver: process, command: [sleep, "100000"]}
                                        """
                                                .formatted(policy, region))
                                .path("id")
                                .asString());
            }
        }
        jobs.forEach(job ->
                Waiting.until(
                        "running: " + job,
                        () -> client.job(job).path("state").asString("").equals("RUNNING")));
        return jobs;
    }

    private static void lived(MeridianClient client, String job, Tally tally) {
        JsonNode only = client.allocations(job).getFirst();
        tally.expect(
                only.path("state").asString("").equals("RUNNING")
                        && only.path("attempts").size() == 1,
                Harm.KILLED,
                "it need not have ended: " + only);
        client.cancel(job, "seen");
    }

    private static void submit(MeridianClient client, List<String> jobs) {
        for (int i = 0; i < JOBS; i++) {
            jobs.add(
                    client.submit(
                                    """
                                    name: led
                                    disconnect: {policy: fence, lostAfter: 1h}
                                    taskGroups:
                                    - resources: {cpu: 0.1, memory: 16Mi}
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

    /// How many nodes are connected to it.
    private static int serves(MeridianClient asked, Replica replica) {
        return asked.all("/replicas").stream()
                .filter(line -> line.path("httpPort").asInt() == replica.ports().http())
                .mapToInt(line -> line.path("nodes").asInt())
                .sum();
    }

    private static void judge(MeridianClient client, String job, Tally tally) {
        boolean ended =
                Waiting.within(
                        END, () -> ENDED.contains(client.job(job).path("state").asString("")));
        List<JsonNode> allocations = client.allocations(job);
        tally.expect(
                ended
                        && allocations.size() == 1
                        && allocations.getFirst().path("state").asString("").equals("SUCCEEDED"),
                Harm.LOST,
                "it was not run: " + allocations);
        tally.expect(
                allocations.stream().allMatch(one -> one.path("attempts").size() <= 1),
                Harm.KILLED,
                "it took more than one run: " + allocations);
    }
}
