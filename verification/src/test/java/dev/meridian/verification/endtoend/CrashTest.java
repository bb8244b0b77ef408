package dev.meridian.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.cli.client.Connection;
import dev.meridian.cli.client.Patience;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What runs goes on running while the programs around it die by `kill -9` and come back.
class CrashTest {

    private static final String IN_EUROPE =
            "constraints: [{label: region, operator: \"=\", value: eu-west}]";

    /// A lease that outlives the restart of a control plane on the busiest host.
    private static final String PATIENT = "disconnect: {lostAfter: 10m}";

    private static final JsonMapper JSON = JsonMapper.builder().build();

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
    void workAndSubmissionsOutliveTheControlPlane() throws Exception {
        try (Gate gate = Gate.shut()) {
            String job = stage.submit(IN_EUROPE, gate.before("echo through"), PATIENT);
            stage.await(job, Set.of("RUNNING"));

            submitWhileTheControlPlaneDies();
            gate.open();

            assertThatItSucceededAtOnce(job);
        }
    }

    /// None is lost, none is doubled.
    private static void submitWhileTheControlPlaneDies() {
        String name = "kept-" + UUID.randomUUID();
        var accepted = new ConcurrentHashMap<Integer, String>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient http =
                        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int client = 0; client < 4; client++) {
                int first = client;
                clients.submit(() -> {
                    for (int number = first; number < 40; number += 4) {
                        accepted.put(number, insist(http, name, number));
                    }
                });
            }
            await().until(() -> accepted.size() >= 10);
            stage.system().crashControlPlane();
        }

        assertThat(accepted).hasSize(40);
        assertThat(new HashSet<>(accepted.values())).hasSize(40);
        assertThat(stage.client().all("/jobs?limit=200&name=" + name))
                .extracting(job -> job.path("id").asString())
                .containsExactlyInAnyOrderElementsOf(accepted.values());
        assertThat(accepted.values())
                .allSatisfy(job ->
                        assertThat(stage.awaitEnd(job).path("state").asString())
                                .isEqualTo("SUCCEEDED"));
    }

    /// As a careful client does: the same key and body again, until there is an answer.
    ///
    /// @return the job's id
    private static String insist(HttpClient http, String name, int number) {
        var request =
                HttpRequest.newBuilder(stage.system().url().resolve("/api/v1/jobs"))
                        .timeout(Duration.ofSeconds(10))
                        .header("Authorization", "Bearer " + token())
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", name + "-" + number)
                        .POST(
                                BodyPublishers.ofString(
                                        """
                                        {"name": "%s", "taskGroups": [{"resources": {"cpu": 0.1, "memory": "16Mi"},
                                         "task": {"driver": "%s", "command": ["true"]}}]}
                                        """
                                                .formatted(name, Stage.driver())))
                        .build();
        return new Patience(Duration.ofMillis(100))
                .until(
                        Duration.ofMinutes(3),
                        () -> {
                            try {
                                HttpResponse<String> answer =
                                        http.send(request, BodyHandlers.ofString());
                                return answer.statusCode() == 201
                                        ? Optional.of(
                                                JSON.readTree(answer.body()).path("id").asString())
                                        : Optional.empty();
                            } catch (IOException _) {
                                return Optional.empty(); // it is dead, or not yet up again
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                .orElseThrow();
    }

    private static String token() {
        return Connection.adminToken(stage.system().home()).orElseThrow();
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
