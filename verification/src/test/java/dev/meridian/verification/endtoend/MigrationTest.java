package dev.meridian.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.verification.chaos.arena.Sink;
import dev.meridian.verification.chaos.history.Doubles;
import dev.meridian.verification.local.AgentPlan;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What runs makes way for what waits, on a real plane with two hosts of two accelerators.
class MigrationTest {
    private static final AgentPlan FIRST = host("first");
    private static final AgentPlan SECOND = host("second");

    private static Stage stage;
    private static Sink sink;

    private static AgentPlan host(String role) {
        return AgentPlan.named(
                "agent-" + role,
                "eu-west",
                Stage.capacity(),
                "--drivers=" + Stage.driver(),
                "--labels=role=" + role,
                "--fake-accelerators=H100:2");
    }

    @BeforeAll
    static void open() {
        sink = Sink.open();
        stage =
                Stage.alone(
                        "migrations",
                        FIRST,
                        List.of(
                                "--meridian.migrations.every=1s",
                                "--meridian.dispatch.stop-grace=4s"));
        stage.system().startAgent(FIRST);
        stage.system().awaitNodes();
    }

    @AfterAll
    static void close() throws IOException {
        if (stage != null) {
            stage.system().close();
        }
        sink.close();
    }

    private static ConditionFactory patiently() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100));
    }

    /// The first copy obeys no TERM: it speaks on until the grace is over, and the next one must be
    /// silent until then, whoever lives meanwhile.
    @Test
    void aMoveOutlivesTheControlPlaneAndNothingRunsTwice() {
        String small =
                stage.submitAsking(
                        ", accelerators: \"H100:1\"",
                        "",
                        "trap : TERM; " + sink.beat(),
                        "preemptible: true");
        stage.await(small, Set.of("RUNNING"));
        String allocation = stage.onlyAllocation(small).path("id").asString();
        patiently().until(() -> sink.heard(allocation) > 1);
        stage.system().startAgent(SECOND);
        stage.system().awaitNodes();
        String whole =
                stage.submitAsking(
                        ", accelerators: \"H100:2\"",
                        "constraints: [{label: role, value: first}]",
                        "true",
                        "");

        patiently().until(() -> attempts(small).size() == 2);
        stage.system().crashControlPlane();

        assertThat(stage.awaitEnd(whole).path("state").asString()).isEqualTo("SUCCEEDED");
        patiently().until(() -> sink.epoch(allocation) == 2);
        int before = sink.heard(allocation);
        patiently().until(() -> sink.heard(allocation) > before + 4);
        assertThat(Doubles.of(sink.words(allocation)).late()).isZero();

        sink.end(allocation, 0);
        assertThat(stage.awaitEnd(small).path("state").asString()).isEqualTo("SUCCEEDED");
        List<JsonNode> all = attempts(small);
        assertThat(all)
                .extracting(attempt -> attempt.path("nodeName").asString())
                .containsExactly(FIRST.name(), SECOND.name());
        assertThat(all.getFirst().path("reason").asString()).isEqualTo("MIGRATED");
        assertThat(stage.onlyAllocation(small).path("retries").asInt(-1)).isZero();
    }

    private static List<JsonNode> attempts(String job) {
        return stage.onlyAllocation(job).path("attempts").valueStream().toList();
    }
}
