package dev.meridian.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Submit, place, run, see through: with the real programs, over the real wires.
class MainJobTest {

    private static Stage stage;

    @BeforeAll
    static void open() {
        stage = Stage.open();
    }

    @Test
    void aJobSucceedsAndItsLogsStay() {
        String job = stage.submit("echo to stdout; echo to stderr >&2");

        assertThat(stage.awaitEnd(job).path("state").asString()).isEqualTo("SUCCEEDED");

        JsonNode allocation = stage.onlyAllocation(job);
        assertThat(allocation.path("exitCode").asInt(-1)).isZero();
        String id = allocation.path("id").asString();
        assertThat(stage.client().logs(id, "stdout")).isEqualTo("to stdout\n");
        assertThat(stage.client().logs(id, "stderr")).isEqualTo("to stderr\n");
        assertThat(stage.client().explanation(job).path("placement").isEmpty()).isFalse();
    }

    @Test
    void aFailureTellsItsExitCode() {
        String job = stage.submit("exit 7");

        assertThat(stage.awaitEnd(job).path("state").asString()).isEqualTo("FAILED");
        assertThat(stage.onlyAllocation(job).path("exitCode").asInt(-1)).isEqualTo(7);
    }

    @Test
    void aRunningJobIsCancelled() {
        String job = stage.submit("sleep 600");
        stage.await(job, Set.of("RUNNING"));

        stage.client().cancel(job, "no longer wanted");

        assertThat(stage.awaitEnd(job).path("state").asString()).isEqualTo("CANCELLED");
        assertThat(stage.onlyAllocation(job).path("state").asString()).isEqualTo("CANCELLED");
    }

    @Test
    void whatFailsOnceIsTriedAgain() {
        String job =
                stage.submit("", "[ $MERIDIAN_ATTEMPT -gt 1 ]", "retry: {max: 2, backoff: 1s}");

        assertThat(stage.awaitEnd(job).path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(stage.onlyAllocation(job).path("attempts").size()).isEqualTo(2);
    }

    @Test
    void aFailedJobIsRetriedByHand() {
        String job = stage.submit("[ $MERIDIAN_ATTEMPT -gt 1 ]");
        assertThat(stage.awaitEnd(job).path("state").asString()).isEqualTo("FAILED");

        stage.client().retry(job, "the cause is mended");

        assertThat(stage.await(job, Set.of("SUCCEEDED")).path("state").asString())
                .isEqualTo("SUCCEEDED");
    }

    @Test
    void manyShortJobsAllSucceed() {
        String spec =
                "{\"name\": \"many\", \"taskGroups\": [{\"resources\": {\"cpu\": 0.5, \"memory\": \"16Mi\"},"
                        + " \"task\": {\"driver\": \"%s\", \"command\": [\"true\"]}}]}"
                                .formatted(Stage.driver());
        JsonNode answer =
                stage.client()
                        .post(
                                "/jobs:batch",
                                JsonMapper.shared()
                                        .readTree(Collections.nCopies(200, spec).toString()));

        assertThat(answer.path("items"))
                .hasSize(200)
                .allSatisfy(item -> {
                    String job = item.path("job").path("id").asString();
                    assertThat(stage.awaitEnd(job).path("state").asString()).isEqualTo("SUCCEEDED");
                });
    }

    @Test
    void aGangRunsInTwoRegionsAtOnce() {
        String job =
                stage.submit(
                        "count: 2\nminCount: 2\nspread: [{by: region, minDomains: 2, maxPerDomain: 1}]",
                        "echo $RANK of $WORLD_SIZE at $MASTER_ADDR:$MASTER_PORT",
                        "");

        assertThat(stage.awaitEnd(job).path("state").asString()).isEqualTo("SUCCEEDED");

        List<JsonNode> ranks = stage.client().allocations(job);
        assertThat(ranks)
                .extracting(rank -> rank.path("region").asString())
                .containsExactlyInAnyOrder("eu-west", "us-east");
        List<String> words =
                ranks.stream()
                        .map(rank ->
                                stage.client().logs(rank.path("id").asString(), "stdout").strip())
                        .toList();
        assertThat(words)
                .anyMatch(word -> word.startsWith("0 of 2 at "))
                .anyMatch(word -> word.startsWith("1 of 2 at "));
        assertThat(words)
                .extracting(word -> word.substring(word.indexOf(" at ")))
                .hasSize(2)
                .containsOnly(words.getFirst().substring(words.getFirst().indexOf(" at ")));
    }

    @Test
    void twoHalvesOfAGpuShareADevice() {
        String job =
                stage.submitAsking(
                        ", accelerators: \"H100:0.5\"",
                        "count: 2",
                        "echo device $CUDA_VISIBLE_DEVICES; sleep 1",
                        "");

        assertThat(stage.awaitEnd(job).path("state").asString()).isEqualTo("SUCCEEDED");

        assertThat(stage.client().allocations(job))
                .extracting(half -> stage.client().logs(half.path("id").asString(), "stdout"))
                .hasSize(2)
                .containsOnly("device 0\n");
    }

    @Test
    void whatCannotFitSaysWhy() {
        String job =
                stage.submit(
                        "constraints: [{label: region, operator: \"=\", value: mars}]", "true", "");

        JsonNode explanation = stage.explained(job);

        assertThat(explanation.path("reason").path("sentence").asString()).isNotBlank();
        assertThat(explanation.path("vetoes").isEmpty()).isFalse();
        stage.client().cancel(job, "seen");
        assertThat(stage.awaitEnd(job).path("state").asString()).isEqualTo("CANCELLED");
    }
}
