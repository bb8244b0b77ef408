package dev.meridian.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.verification.local.AgentPlan;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A count that is cut off in one region goes on in another. The hosts share no folder: each keeps
/// the state of its tasks to itself, and only the store of the project knows all of it.
class CheckpointsMoveTest {
    private static final AgentPlan DOOMED = Stage.host("doomed", "eu-west");
    private static final AgentPlan LEAVING = Stage.host("leaving", "eu-west");
    private static final AgentPlan OTHER = Stage.host("other", "us-east");

    /// Speaks, and counts on; under the second epoch it only tells where it goes on.
    private static final String COUNT =
            """
            cd "$MERIDIAN_CHECKPOINT_DIR"; n=$(cat n 2>/dev/null || echo 0); \
            echo "from $n after ${MERIDIAN_PREVIOUS_EPOCH:-none} in $MERIDIAN_REGION"; \
            [ "$MERIDIAN_EPOCH" = 1 ] || exit 0; \
            while :; do n=$((n + 1)); echo $n >n.new; mv n.new n; sleep 0.2; done\
            """;

    private static Stage stage;

    @BeforeAll
    static void open() throws IOException {
        stage = Stage.keeping("checkpoints", List.of(DOOMED, LEAVING, OTHER));
    }

    @AfterAll
    static void close() {
        if (stage != null) {
            stage.system().close();
        }
    }

    /// @param group more of its fields
    private static String count(String role, String group, String every) {
        String job =
                stage.submit(
                        """
                        %s
                        constraints: [{label: role, operator: in, value: [%s, other]}]
                        affinities: [{label: role, operator: "=", value: %s, weight: 100}]\
                        """
                                .formatted(group, role, role),
                        COUNT,
                        """
                        disconnect: {policy: fence, lostAfter: 8s}
                        checkpoint: {path: /ckpt, every: %s}\
                        """
                                .formatted(every));
        stage.await(job, Set.of("RUNNING"));
        return job;
    }

    private static List<JsonNode> allocations(String job) {
        return stage.client().allocations(job);
    }

    private static boolean isKept(JsonNode allocation) {
        return allocation.path("checkpoint").path("generation").asString("").startsWith("1-");
    }

    /// One that stands alone, and a gang, which begins again as one.
    @Test
    void aCountThatIsCutOffInOneRegionGoesOnInAnother() {
        String job = count("doomed", "count: 1", "1s");
        String gang = count("doomed", "count: 2\nminCount: 2", "1s");
        Stage.patiently()
                .until(() ->
                        allocations(job).stream().allMatch(CheckpointsMoveTest::isKept)
                                && allocations(gang).stream()
                                        .allMatch(CheckpointsMoveTest::isKept));

        stage.system().killAgent(DOOMED);

        moved(job, 1);
        moved(gang, 2);
        JsonNode known = stage.onlyAllocation(job).path("checkpoint");
        assertThat(known.path("region").asString()).isEqualTo("eu-west");
    }

    /// No copy was due yet: what it goes on from was made when it was told to stop.
    @Test
    void aCountThatIsToldToStopTakesItsLastStateAlong() {
        String job = count("leaving", "count: 1", "1h");
        String allocation = stage.onlyAllocation(job).path("id").asString();
        Stage.patiently().until(() -> stage.client().logs(allocation, "stdout").contains("from 0"));
        assertThat(isKept(stage.onlyAllocation(job))).isFalse();

        stage.system().stopAgent(LEAVING);

        moved(job, 1);
    }

    private static void moved(String job, int members) {
        JsonNode ended = stage.awaitEnd(job);
        assertThat(ended.path("state").asString())
                .as("%s %s", ended, allocations(job))
                .isEqualTo("SUCCEEDED");
        assertThat(allocations(job)).hasSize(members).allSatisfy(CheckpointsMoveTest::moved);
    }

    private static void moved(JsonNode allocation) {
        assertThat(allocation.path("attempts").valueStream().toList())
                .as(allocation.toString())
                .extracting(attempt -> attempt.path("region").asString())
                .startsWith("eu-west")
                .endsWith("us-east");
        assertThat(allocation.path("checkpoint").path("restored").asString()).startsWith("1-");
        assertThat(allocation.path("retries").asInt(-1)).isZero();
        String id = allocation.path("id").asString();
        Stage.patiently()
                .untilAsserted(() ->
                        assertThat(stage.client().logs(id, "stdout"))
                                .matches("from [1-9][0-9]* after [1-9] in us-east\n"));
    }
}
