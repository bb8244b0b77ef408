package dev.meridian.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.cli.client.Connection;
import dev.meridian.swarm.SimulatedFleet;
import dev.meridian.swarm.agent.Figures;
import dev.meridian.swarm.link.JoinTokens;
import dev.meridian.swarm.link.Plane;
import dev.meridian.swarm.script.Script;
import dev.meridian.verification.local.AgentPlan;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/// A small simulated fleet on a real control plane: some agents fall silent, all connections are
/// cut, and the work goes on.
class SimulatedFleetTest {
    private static final int AGENTS = 20;

    /// A silence begins, it ends, a storm.
    private static final int EVENTS = 3;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Script SCRIPT =
            Script.parse(
                    """
                    tasks:
                    - job: swarm-short
                      runTime: {median: 300ms, spread: 0.5, atMost: 2s}
                    - job: swarm-bad
                      runTime: {median: 100ms}
                      fails: 100%
                      exitCodes: [3]
                    silences:
                    - {at: 500ms, share: 25%, lasts: 3s}
                    storms:
                    - {at: 4500ms, within: 500ms}
                    """);

    @Test
    void workOutlastsASilenceAndAStorm() throws Exception {
        Stage stage =
                Stage.alone(
                        "simulated-fleet",
                        AgentPlan.in("nowhere"),
                        List.of(
                                "--meridian.agents.heartbeat=500ms",
                                "--meridian.silence.suspect-after=2s",
                                "--meridian.silence.start-grace=1s"));
        Queue<String> told = new ConcurrentLinkedQueue<>();
        try (SimulatedFleet fleet =
                new SimulatedFleet(
                        new Plane("localhost", stage.system().ports().agents()), SCRIPT)) {
            String token = Connection.adminToken(stage.system().home()).orElseThrow();
            try (JoinTokens tokens = new JoinTokens(stage.system().url(), token)) {
                fleet.join(AGENTS, "small", List.of("swarm-a", "swarm-b"), tokens, _ -> {});
            }
            String lasting = submit(stage, "swarm-lasting", "sleep 600", 2 * AGENTS);
            String brief = submit(stage, "swarm-short", "work", AGENTS);
            String bad = submit(stage, "swarm-bad", "work", 1);
            await().atMost(PATIENCE).until(() -> running(stage, lasting) == 2 * AGENTS);

            fleet.begin(told::add);

            await().atMost(PATIENCE)
                    .until(() ->
                            told.size() == EVENTS
                                    && fleet.figures().totals().welcomes() >= 2 * AGENTS
                                    && fleet.figures().totals().connected() == AGENTS);
            assertThat(stage.awaitEnd(brief).path("state").asString()).isEqualTo("SUCCEEDED");
            assertThat(stage.awaitEnd(bad).path("state").asString()).isEqualTo("FAILED");
            await().atMost(PATIENCE).until(() -> running(stage, lasting) == 2 * AGENTS);
            assertThat(stage.client().all("/nodes?state=LOST")).isEmpty();
            assertThat(stage.client().allocations(lasting))
                    .hasSize(2 * AGENTS)
                    .allSatisfy(one -> assertThat(one.path("attempts").size()).isEqualTo(1));
            Figures.Totals seen = fleet.figures().totals();
            assertThat(seen.fenced()).isZero();
            assertThat(seen.answered()).isPositive();
        }
    }

    private static String submit(Stage stage, String name, String command, int copies) {
        return stage.client()
                .submit(
                        """
                        name: %s
                        taskGroups:
                        - array: {size: %d}
                          resources: {cpu: 1, memory: 64Mi}
                          task: {command: [sh, -c, '%s']}
                        """
                                .formatted(name, copies, command))
                .path("id")
                .asString();
    }

    private static long running(Stage stage, String job) {
        return stage.client().allocations(job).stream()
                .filter(one -> one.path("state").asString().equals("RUNNING"))
                .count();
    }
}
