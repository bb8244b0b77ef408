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

/// A gang with a member on each of three hosts loses one of them, and goes on with two.
class ShrinkingGangTest {
    private static final AgentPlan FIRST = Stage.host("first", "eu-west");
    private static final AgentPlan SECOND = Stage.host("second", "eu-west");
    private static final AgentPlan DOOMED = Stage.host("doomed", "eu-west");

    /// Speaks, and counts on; under the second epoch it only tells where it goes on, and with how
    /// many.
    private static final String COUNT =
            """
            cd "$MERIDIAN_CHECKPOINT_DIR"; n=$(cat n 2>/dev/null || echo 0); \
            echo "from $n as $RANK of $WORLD_SIZE"; \
            [ "$MERIDIAN_EPOCH" = 1 ] || exit 0; \
            while :; do n=$((n + 1)); echo $n >n.new; mv n.new n; sleep 0.2; done\
            """;

    private static Stage stage;

    @BeforeAll
    static void open() throws IOException {
        stage =
                Stage.keeping(
                        "shrinking",
                        List.of(FIRST, SECOND, DOOMED),
                        List.of("--meridian.gangs.shrink-after=3s"));
    }

    @AfterAll
    static void close() {
        if (stage != null) {
            stage.system().close();
        }
    }

    private static List<JsonNode> members(String job) {
        return stage.client().allocations(job);
    }

    private static boolean isKept(JsonNode member) {
        return member.path("checkpoint").path("generation").asString("").startsWith("1-");
    }

    @Test
    void aGangThatLostAHostGoesOnFromItsCheckpointWithFewer() {
        String job =
                stage.submit(
                        "count: 3\nminCount: 2\nspread: [{by: node, maxPerDomain: 1}]",
                        COUNT,
                        """
                        disconnect: {policy: fence, lostAfter: 8s}
                        checkpoint: {path: /ckpt, every: 1s}\
                        """);
        stage.await(job, Set.of("RUNNING"));
        Stage.patiently().until(() -> members(job).stream().allMatch(ShrinkingGangTest::isKept));

        stage.system().killAgent(DOOMED);

        JsonNode ended = stage.awaitEnd(job);
        assertThat(ended.path("state").asString())
                .as("%s %s", ended, members(job))
                .isEqualTo("SUCCEEDED");
        assertThat(ended.at("/groups/0/gangSize").asInt()).as(ended.toString()).isEqualTo(2);
        assertThat(members(job))
                .extracting(member -> member.path("state").asString())
                .containsExactlyInAnyOrder("SUCCEEDED", "SUCCEEDED", "CANCELLED");
        for (JsonNode member : members(job)) {
            boolean goesOn = member.path("index").asInt() < 2;
            assertThat(member.path("epoch").asInt()).isEqualTo(goesOn ? 2 : 1);
            if (goesOn) {
                String said = stage.client().logs(member.path("id").asString(), "stdout");
                assertThat(said)
                        .matches(
                                "from [1-9][0-9]* as %d of 2\n"
                                        .formatted(member.path("index").asInt()));
            }
        }
        assertThat(stage.client().get("/jobs/" + job + "/events").path("items").valueStream())
                .extracting(event -> event.path("kind").asString())
                .contains("GANG_SHRUNK");
    }
}
