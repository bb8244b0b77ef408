package dev.meridian.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.verification.local.AgentPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A host of one region is lost, and its work goes on in another where a place stood by: the same
/// allocation, the next epoch, no plan in between.
class StandbyPromotionTest {
    private static final Duration PROMISED = Duration.ofSeconds(30);

    private static final AgentPlan DOOMED = Stage.host("doomed", "eu-west");
    private static final AgentPlan SPARE = Stage.host("spare", "us-east");

    private static final String COUNT =
            """
            cd "$MERIDIAN_CHECKPOINT_DIR"; n=$(cat n 2>/dev/null || echo 0); \
            echo "from $n in $MERIDIAN_REGION"; \
            while :; do n=$((n + 1)); echo $n >n.new; mv n.new n; sleep 0.2; done\
            """;

    private static Stage stage;

    @BeforeAll
    static void open() throws IOException {
        stage = Stage.keeping("standby", List.of(DOOMED, SPARE));
    }

    @AfterAll
    static void close() {
        if (stage != null) {
            stage.system().close();
        }
    }

    private static String prepared(String policy) {
        String job =
                stage.submit(
                        "affinities: [{label: role, operator: \"=\", value: doomed, weight: 100}]",
                        COUNT,
                        """
                        type: service
                        redundancy: {regions: 2, mode: standby}
                        disconnect: {policy: %s, lostAfter: 15s}
                        checkpoint: {path: /ckpt, every: 1s}\
                        """
                                .formatted(policy));
        stage.await(job, Set.of("RUNNING"));
        Stage.patiently()
                .until(() ->
                        stage.onlyAllocation(job)
                                .path("standbys")
                                .path(0)
                                .path("generation")
                                .asString("")
                                .startsWith("1-"));
        return job;
    }

    @Test
    void whatRanOnALostHostGoesOnWhereAPlaceStoodBy() {
        String overlap = prepared("overlap");
        String fence = prepared("fence");
        JsonNode before = stage.onlyAllocation(overlap);
        assertThat(before.path("region").asString()).isEqualTo("eu-west");
        assertThat(before.path("standbys").path(0).path("region").asString()).isEqualTo("us-east");

        long began = System.nanoTime();
        stage.system().killAgent(DOOMED);

        Duration took = promoted(overlap, began);
        Duration fenced = promoted(fence, began);
        System.out.printf(
                "promoted after %d ms (overlap) and %d ms (fence)%n",
                took.toMillis(), fenced.toMillis());
        assertThat(took).isLessThan(PROMISED);
        assertThat(fenced).isLessThan(PROMISED);
        assertThat(stage.onlyAllocation(overlap).path("id")).isEqualTo(before.path("id"));

        // what went on beside its killed agent is ended when that is back
        assertThat(livingCopies(DOOMED)).as("what an overlap job left behind").isPositive();
        stage.system().startAgent(DOOMED);
        Stage.patiently().until(() -> livingCopies(DOOMED) == 0);
    }

    /// Processes in the folder of an allocation of a host.
    private static long livingCopies(AgentPlan host) {
        Path folder =
                stage.system().home().resolve("agents").resolve(host.name()).resolve("allocations");
        return ProcessHandle.allProcesses()
                .map(one -> Path.of("/proc", Long.toString(one.pid()), "cwd"))
                .filter(where -> {
                    try {
                        return Files.readSymbolicLink(where).startsWith(folder);
                    } catch (IOException _) {
                        return false; // it has just ended
                    }
                })
                .count();
    }

    private static Duration promoted(String job, long began) {
        Stage.patiently()
                .until(() -> {
                    JsonNode now = stage.onlyAllocation(job);
                    return now.path("epoch").asInt() == 2
                            && now.path("state").asString().equals("RUNNING");
                });
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        JsonNode now = stage.onlyAllocation(job);
        assertThat(now.path("region").asString()).isEqualTo("us-east");
        assertThat(now.path("retries").asInt(-1)).isZero();
        assertThat(now.path("checkpoint").path("restored").asString()).startsWith("1-");
        assertThat(stage.client().all("/jobs/" + job + "/events"))
                .extracting(event -> event.path("kind").asString())
                .contains("PROMOTED")
                .containsOnlyOnce("PLACED");
        return took;
    }
}
