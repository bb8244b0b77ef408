package dev.meridian.verification.chaos.rows;

import dev.meridian.cli.client.MeridianClient;
import dev.meridian.verification.chaos.arena.Waiting;
import dev.meridian.verification.chaos.history.Harm;
import dev.meridian.verification.local.AgentPlan;
import dev.meridian.verification.local.Ports;
import dev.meridian.verification.local.Replica;
import dev.meridian.verification.local.ReplicatedSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Two control planes on one database, the leader of which is stopped or killed in turns while jobs
/// come, and goes on or starts again when the other leads.
final class LeaderStopped implements Row {
    private static final Duration PROMISED = Duration.ofSeconds(10);
    private static final Duration END = Duration.ofMinutes(2);
    private static final int JOBS = 4;
    private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

    @Override
    public int number() {
        return 3;
    }

    @Override
    public String fault() {
        return "leader of two replicas stopped or killed";
    }

    @Override
    public String promise() {
        return "a stale term is refused everywhere; takeover within 10 s";
    }

    @Override
    public int usual() {
        return 2;
    }

    @Override
    public void play(Round round) {
        try (ReplicatedSystem system =
                ReplicatedSystem.start(
                        round.ground().checkout(),
                        round.ground().home("replicas"),
                        List.of(Ports.free(), Ports.free()),
                        List.of(),
                        round.say())) {
            for (String region : List.of("eu-west", "us-east")) {
                system.startAgent(
                        AgentPlan.in(
                                region,
                                "--capacity=cpu=8,memory=4Gi,disk=10Gi",
                                "--drivers=process"));
            }
            system.awaitNodes();
            for (int number = 0; number < round.times(); number++) {
                boolean stop = number % 2 == 0;
                round.attempt(() -> fail(system, stop, round.tally()));
            }
        }
    }

    private static void fail(ReplicatedSystem system, boolean stop, Tally tally) {
        Waiting.until("somebody leads", () -> system.leader().isPresent());
        Replica leader = system.leader().orElseThrow();
        Replica other =
                system.replicas().stream().filter(each -> each != leader).findFirst().orElseThrow();
        List<String> jobs = new ArrayList<>();
        try (MeridianClient there = other.client()) {
            submit(there, jobs);
            long from = System.nanoTime();
            if (stop) {
                leader.process().signal("STOP");
            } else {
                leader.process().kill();
            }
            Waiting.until("the other leads", () -> leads(there, other));
            tally.recovered(from, System.nanoTime(), PROMISED);
            submit(there, jobs);
            if (stop) {
                leader.process().signal("CONT");
            } else {
                leader.start();
                system.awaitReady(leader);
            }
            Waiting.until(
                    "both are there",
                    () ->
                            there.all("/replicas").stream()
                                    .noneMatch(line -> line.path("silent").asBoolean()));
            jobs.forEach(job -> judge(there, job, tally));
        }
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
