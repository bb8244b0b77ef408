package dev.meridian.verification.bench;

import dev.meridian.verification.local.Folders;
import dev.meridian.verification.local.Ports;
import dev.meridian.verification.seed.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// A control plane with its embedded PostgreSQL in this process, whose scheduling is turned by
/// hand, and nodes that are only in its books.
public final class ScalePlane implements AutoCloseable {
    private static final double NANOS = 1e9;
    private static final int OK = 300;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final LoopDoor door;
    private final Database database;
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;
    private final String token;

    private ScalePlane(LoopDoor door, Database database, URI url, String token) {
        this.door = door;
        this.database = database;
        this.url = url;
        this.token = token;
    }

    public static ScalePlane open(Path home) throws IOException {
        Folders.empty(home);
        int port = Ports.free().http();
        LoopDoor door = LoopDoor.open(home, port);
        return new ScalePlane(
                door,
                Database.of(home),
                URI.create("http://localhost:" + port),
                Files.readString(home.resolve("admin-token")).strip());
    }

    /// Nothing but so many nodes, which a plan for a job that fits on none has seen: a fleet is
    /// read as a whole once, not by each round.
    public void nodes(int count, int cores) throws IOException {
        database.execute("truncate job_specs, nodes, node_pools, clusters, regions cascade");
        database.run("scale-nodes.sql", Map.of("nodes", count, "cores", cores));
        database.execute("vacuum analyze");
        String large = JSON.readTree(post("/api/v1/jobs", job("", cores + 1))).get("id").asString();
        door.loop("dispatch.SchedulingLoop").runOnce(Instant.now());
        post("/api/v1/jobs/" + large + "/cancel", "{}");
    }

    /// @param decided seconds that plans took, reasons and explanations included
    /// @param committed seconds until the last was durable, with all that is read and written
    public record Took(double decided, double committed) {}

    /// One array of so many jobs of one core, submitted before the clock starts.
    public Took placeArray(int jobs) throws IOException {
        post("/api/v1/jobs", job("\"array\": {\"size\": " + jobs + "}, ", 1));
        return place(jobs);
    }

    /// So many jobs of their own, of one core each, submitted before the clock starts.
    public Took placeJobs(int jobs) throws IOException {
        post(
                "/api/v1/jobs:batch",
                Stream.generate(() -> job("", 1))
                        .limit(jobs)
                        .collect(Collectors.joining(",", "[", "]")));
        return place(jobs);
    }

    private static String job(String more, int cores) {
        return "{\"name\": \"scale\", \"taskGroups\": [{"
                + more
                + "\"resources\": {\"cpu\": "
                + cores
                + ", \"memory\": \"64Mi\"},"
                + " \"task\": {\"command\": [\"true\"], \"driver\": \"process\"}}]}";
    }

    private Took place(int jobs) throws IOException {
        LoopDoor.Loop scheduling = door.loop("dispatch.SchedulingLoop");
        double before = planned();
        long start = System.nanoTime();
        scheduling.runOnce(Instant.now());
        double took = (System.nanoTime() - start) / NANOS;
        long placed = database.count("select count(*) from allocations where state = 'ASSIGNED'");
        if (placed != jobs) {
            throw new IllegalStateException(placed + " of " + jobs + " jobs have been placed");
        }
        return new Took(planned() - before, took);
    }

    /// Seconds that all stages of plans took so far.
    private double planned() throws IOException {
        return send(request("/actuator/prometheus").GET().build())
                .lines()
                .filter(line -> line.startsWith("meridian_plan_seconds_sum"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private String post(String path, String json) throws IOException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path))
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", "Bearer " + token);
    }

    private String send(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= OK) {
                throw new IllegalStateException(answer.body());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() throws Exception {
        http.close();
        database.close();
        door.close();
    }
}
