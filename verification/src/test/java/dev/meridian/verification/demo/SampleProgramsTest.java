package dev.meridian.verification.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.verification.local.Checkout;
import dev.meridian.verification.local.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The little programs of the sample jobs, run by hand as an agent would run them.
class SampleProgramsTest {

    private static final Path ROOT = Checkout.find().root();

    @Test
    void theWordCountAddsUp() throws IOException {
        try (Bucket bucket = Bucket.open(ROOT.resolve("docs"))) {
            JsonNode groups = spec("word-count", bucket).path("taskGroups");
            int shares = groups.path(0).path("array").path("size").asInt();
            for (int share = 0; share < shares; share++) {
                run(groups.path(0), Map.of("MERIDIAN_ARRAY_INDEX", "" + share));
            }

            assertThat(run(groups.path(1), Map.of()).lines().findFirst())
                    .contains("total " + bucket.words());
        }
    }

    @Test
    void theRanksOfTheGangAgree() throws IOException {
        try (Bucket bucket = Bucket.open(ROOT.resolve("docs"))) {
            JsonNode rank = spec("two-region-gang", bucket).path("taskGroups").path(0);
            String port = "" + Ports.free().http();
            var master = CompletableFuture.supplyAsync(() -> run(rank, ranked("0", port)));

            String second = run(rank, ranked("1", port));

            String sum = second.substring(second.indexOf("sum"));
            assertThat(master.join()).endsWith(sum).isNotEqualTo(second);
        }
    }

    private static Map<String, String> ranked(String rank, String port) {
        return Map.of(
                "RANK", rank, "WORLD_SIZE", "2", "MASTER_ADDR", "127.0.0.1", "MASTER_PORT", port);
    }

    private static JsonNode spec(String name, Bucket bucket) {
        var sample = new Sample(name, "", new Expectation.Waits(Set.of()));
        return YAMLMapper.builder().build().readTree(sample.spec(ROOT, bucket, ""));
    }

    private static String run(JsonNode group, Map<String, String> environment) {
        List<String> command =
                group.path("task").path("command").valueStream().map(JsonNode::asString).toList();
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        group.path("task")
                .path("env")
                .propertyStream()
                .forEach(each ->
                        builder.environment().put(each.getKey(), each.getValue().asString()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isZero();
            return said;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
