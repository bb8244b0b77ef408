package dev.meridian.verification.console;

import dev.meridian.cli.client.MeridianClient;
import dev.meridian.verification.Built;
import dev.meridian.verification.Home;
import dev.meridian.verification.local.AgentPlan;
import dev.meridian.verification.local.Checkout;
import dev.meridian.verification.local.Child;
import dev.meridian.verification.local.LocalSystem;
import dev.meridian.verification.local.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One real control plane with three real agents and some jobs, for all tests of the console of
/// this run; it ends with the run.
final class Scene {

    private static final List<Place> PLACES =
            List.of(
                    new Place("eu-west", "EU", 53.35, -6.26, "--fake-accelerators=H100:2"),
                    new Place("us-east", "US", 38.95, -77.45, "--labels=zone=a"),
                    new Place("ap-south", "IN", 19.08, 72.88, "--labels=zone=b"));

    private static @Nullable Scene shared;

    private final LocalSystem system;
    private final Jobs jobs;

    private record Place(
            String region, String jurisdiction, double latitude, double longitude, String option) {

        AgentPlan agent() {
            return AgentPlan.in(
                    region, "--capacity=cpu=8,memory=4Gi,disk=10Gi", "--drivers=process", option);
        }
    }

    private Scene(LocalSystem system) {
        this.system = system;
        this.jobs = new Jobs(system.client());
    }

    static synchronized Scene open() {
        if (shared == null) {
            Checkout checkout = Built.checkout();
            var scene =
                    new Scene(
                            LocalSystem.start(
                                    checkout,
                                    Home.empty(checkout, "console"),
                                    Ports.free(),
                                    List.of(),
                                    _ -> {}));
            scene.set();
            shared = scene;
        }
        return shared;
    }

    private void set() {
        for (Place place : PLACES) {
            system.startAgent(place.agent());
            put(
                    "/regions/" + place.region(),
                    """
                    {"provider": "own", "jurisdiction": "%s", "latitude": %s, "longitude": %s}
                    """
                            .formatted(place.jurisdiction(), place.latitude(), place.longitude()));
        }
        put(
                "/region-pairs/eu-west/us-east",
                "{\"egressUsdPerGb\": 0.09, \"latencyMs\": 81, \"bandwidthMbps\": 10000}");
        post("/projects", "{\"name\": \"nlp\", \"description\": \"language models\"}");
        post("/projects", "{\"name\": \"vision\", \"description\": \"image and video\"}");
        user("olga", "{\"role\": \"operator\"}");
        user("sam", "{\"role\": \"submitter\", \"project\": \"nlp\"}");
        user("victor", "{\"role\": \"viewer\", \"project\": \"nlp\"}");
        user("anton", "{\"role\": \"auditor\"}");
        system.awaitNodes();
        for (JsonNode pool : client().all("/node-pools")) {
            put("/node-pools/" + pool.path("id").asString(), "{\"pricePerHour\": 2.5}");
        }
    }

    /// A cluster gets eight days of recorded demand, which are forecast a moment later.
    void foresee() {
        Instant end = Instant.now().truncatedTo(ChronoUnit.HOURS);
        int slots = 8 * 96;
        String means =
                IntStream.range(0, slots)
                        .mapToObj(i ->
                                Double.toString(40 + 20 * Math.sin(2 * Math.PI * i / 96) + i % 7))
                        .collect(Collectors.joining(","));
        post(
                "/telemetry/demand/history",
                """
                {"scope": "cluster", "owner": "eu-west/recorded", "resource": "cpu", "measure": "demand",
                 "start": "%s", "means": [%s], "source": "a test"}
                """
                        .formatted(end.minus(Duration.ofMinutes(15L * slots)), means));
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> !client().all("/forecasts?cluster=eu-west/recorded").isEmpty());
    }

    private void user(String name, String grant) {
        post(
                "/users",
                "{\"name\": \"%s\", \"password\": \"%s\", \"grants\": [%s]}"
                        .formatted(name, Person.named(name).password(), grant));
    }

    /// Whom the first start has made.
    Person admin() {
        try {
            return new Person(
                    "admin", Files.readString(system.home().resolve("admin-password")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LocalSystem system() {
        return system;
    }

    MeridianClient client() {
        return system.client();
    }

    Jobs jobs() {
        return jobs;
    }

    void post(String path, String body) {
        client().post(path, JsonMapper.shared().readTree(body));
    }

    void put(String path, String body) {
        client().put(path, JsonMapper.shared().readTree(body));
    }

    /// The process of the agent of a region.
    Child agent(String region) {
        return system.agent(AgentPlan.in(region));
    }

    /// The id of the node that the agent of a region is.
    String node(String region) {
        return client().all("/nodes").stream()
                .filter(node -> node.path("region").asString().equals(region))
                .map(node -> node.path("id").asString())
                .findFirst()
                .orElseThrow();
    }
}
