package dev.meridian.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.cli.client.MeridianClient;
import dev.meridian.verification.Built;
import dev.meridian.verification.Home;
import dev.meridian.verification.local.AgentPlan;
import dev.meridian.verification.local.Checkout;
import dev.meridian.verification.local.Ports;
import dev.meridian.verification.local.Replica;
import dev.meridian.verification.local.ReplicatedSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// Two control planes on one database: whatever becomes of one, the other goes on, and what one was
/// about to do when it was stopped it does not do later.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplicasTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

    private ReplicatedSystem system;

    @BeforeAll
    void open() {
        Checkout checkout = Built.checkout();
        system =
                ReplicatedSystem.start(
                        checkout,
                        Home.empty(checkout, "replicas"),
                        List.of(Ports.free(), Ports.free()),
                        List.of(),
                        _ -> {});
        for (String region : List.of("eu-west", "us-east")) {
            system.startAgent(
                    AgentPlan.in(region, Stage.capacity(), "--drivers=" + Stage.driver()));
        }
        system.awaitNodes();
    }

    @AfterAll
    void close() {
        if (system != null) {
            system.close();
        }
    }

    @BeforeEach
    void bothServe() {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(system.client().all("/replicas")).hasSize(2));
        await().atMost(LIMIT).until(() -> system.leader().isPresent());
    }

    @Test
    void theOtherLeadsWhenTheLeaderDies() throws Exception {
        try (Gate gate = Gate.shut()) {
            List<String> running =
                    List.of(submit(gate.before("echo 1")), submit(gate.before("echo 2")));
            running.forEach(job -> reaches(job, Set.of("RUNNING")));
            long term = system.term();
            Replica dead = system.leader().orElseThrow();
            Replica other = other(dead);

            dead.process().kill();
            try (MeridianClient there = other.client()) {
                awaitLead(there, other);
                String fresh = submit("echo fresh");
                reaches(fresh, Set.of("SUCCEEDED"));
            }
            gate.open();
            running.forEach(this::succeededAtOnce);
            assertThat(system.term()).isGreaterThan(term);

            dead.start();
            system.awaitReady(dead);
        }
    }

    @Test
    void aStoppedLeaderHasNothingToSayWhenItGoesOn() {
        Replica stopped = system.leader().orElseThrow();
        Replica other = other(stopped);
        long term = system.term();
        stopped.process().signal("STOP");
        List<String> jobs = new ArrayList<>();
        try (MeridianClient there = other.client()) {
            awaitLead(there, other);
            for (int job = 0; job < 3; job++) {
                jobs.add(there.submit(spec("echo while it sleeps")).path("id").asString());
            }
            for (String job : jobs) {
                await().atMost(LIMIT)
                        .until(() -> there.job(job).path("state").asString().equals("SUCCEEDED"));
            }
        } finally {
            stopped.process().signal("CONT");
        }
        await().atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(system.client().all("/replicas"))
                                .noneMatch(line -> line.path("silent").asBoolean()));
        assertThat(system.term()).isGreaterThan(term);
        jobs.forEach(this::succeededAtOnce);
    }

    @Test
    void restartedOneAfterTheOtherTheyLoseAndRepeatNothing() {
        List<String> jobs = new ArrayList<>();
        for (Replica replica : system.replicas()) {
            jobs.add(submit("sleep 3; echo before"));
            replica.process().close();
            jobs.add(submit("echo meanwhile"));
            replica.start();
            system.awaitReady(replica);
            jobs.add(submit("echo after"));
        }
        jobs.forEach(job -> reaches(job, ENDED));
        jobs.forEach(this::succeededAtOnce);
    }

    private Replica other(Replica one) {
        return system.replicas().stream().filter(each -> each != one).findFirst().orElseThrow();
    }

    private static void awaitLead(MeridianClient asked, Replica replica) {
        long start = System.nanoTime();
        await().atMost(LIMIT).until(() -> leads(asked, replica));
        System.out.printf(
                "the other led after %.1f s%n",
                Duration.ofNanos(System.nanoTime() - start).toMillis() / 1_000.0);
    }

    private static boolean leads(MeridianClient asked, Replica replica) {
        return asked.all("/replicas").stream()
                .anyMatch(line ->
                        line.path("role").asString("").equals("LEADER")
                                && line.path("httpPort").asInt() == replica.ports().http());
    }

    private String submit(String command) {
        return system.client().submit(spec(command)).path("id").asString();
    }

    private static String spec(String command) {
        return """
        name: replicas
        disconnect: {lostAfter: 10m}
        taskGroups:
        - resources: {cpu: 0.1, memory: 32Mi}
          task:
            driver: %s
            command: [bash, -c, '%s']
        """
                .formatted(Stage.driver(), command);
    }

    private void reaches(String job, Set<String> states) {
        Awaitility.await(job)
                .atMost(LIMIT)
                .until(() -> states.contains(system.client().job(job).path("state").asString()));
    }

    private void succeededAtOnce(String job) {
        reaches(job, ENDED);
        List<JsonNode> allocations = system.client().allocations(job);
        assertThat(system.client().job(job).path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(allocations).hasSize(1);
        assertThat(allocations.getFirst().path("attempts").size()).isEqualTo(1);
    }
}
