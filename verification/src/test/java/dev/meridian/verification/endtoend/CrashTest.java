package dev.meridian.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What runs goes on running while the programs around it die by `kill -9` and come back.
class CrashTest {

    private static final String IN_EUROPE =
            "constraints: [{label: region, operator: \"=\", value: eu-west}]";

    private static Stage stage;

    @BeforeAll
    static void open() {
        stage = Stage.open();
    }

    @Test
    void workOutlivesItsAgent() throws IOException {
        try (Gate gate = Gate.shut()) {
            String job = stage.submit(IN_EUROPE, gate.before("echo through"), "");
            stage.await(job, Set.of("RUNNING"));

            stage.system().crashAgent(stage.europe());
            stage.system().awaitNodes();
            gate.open();

            assertThatItSucceededAtOnce(job);
        }
    }

    @Test
    void workOutlivesTheControlPlane() throws IOException {
        try (Gate gate = Gate.shut()) {
            String job = stage.submit(IN_EUROPE, gate.before("echo through"), "");
            stage.await(job, Set.of("RUNNING"));

            stage.system().crashControlPlane();
            gate.open();

            assertThatItSucceededAtOnce(job);
        }
    }

    private static void assertThatItSucceededAtOnce(String job) {
        assertThat(stage.awaitEnd(job).path("state").asString()).isEqualTo("SUCCEEDED");
        JsonNode allocation = stage.onlyAllocation(job);
        assertThat(allocation.path("attempts").size()).isEqualTo(1);
        String id = allocation.path("id").asString();
        // reports and logs are stored by different hands, after a restart perhaps a moment apart
        await().untilAsserted(
                        () -> assertThat(stage.client().logs(id, "stdout")).isEqualTo("through\n"));
    }
}
