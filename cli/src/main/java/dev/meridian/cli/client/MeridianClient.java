package dev.meridian.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Speaks to the REST API under `/api/v1`. Every refusal is a [Refused] that carries the server's
/// own words.
public final class MeridianClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String API = "/api/v1";
    private static final String YAML = "application/yaml";
    private static final String JSON = "application/json";

    private final Connection connection;
    private final Http http;

    public MeridianClient(Connection connection) {
        this.connection = connection;
        this.http = new Http(connection);
    }

    public Connection connection() {
        return connection;
    }

    public JsonNode get(String path) {
        return json("GET", path, Map.of(), null).body();
    }

    /// All items of a list, page after page.
    public List<JsonNode> all(String path) {
        return items(path, Integer.MAX_VALUE).items();
    }

    /// The first items of a list.
    ///
    /// @param more whether there are others behind them
    public record Items(List<JsonNode> items, boolean more) {}

    /// As many items as are asked for, page after page.
    public Items items(String path, int most) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        do {
            String separator = path.contains("?") ? "&" : "?";
            JsonNode page =
                    get(cursor.isEmpty() ? path : path + separator + "cursor=" + encode(cursor));
            (page.isArray() ? page : page.path("items")).forEach(items::add);
            cursor = page.path("nextCursor").asString("");
        } while (!cursor.isEmpty() && items.size() < most);
        boolean more = !cursor.isEmpty() || items.size() > most;
        return new Items(items.size() > most ? items.subList(0, most) : items, more);
    }

    public JsonNode post(String path, JsonNode body) {
        return json("POST", path, Map.of("Content-Type", JSON), bytes(Json.text(body))).body();
    }

    public JsonNode put(String path, JsonNode body) {
        return json("PUT", path, Map.of("Content-Type", JSON), bytes(Json.text(body))).body();
    }

    /// Changes what was read, unless somebody else did so meanwhile.
    public JsonNode put(String path, JsonNode body, String etag) {
        Map<String, String> headers =
                etag.isEmpty()
                        ? Map.of("Content-Type", JSON)
                        : Map.of("Content-Type", JSON, "If-Match", etag);
        return json("PUT", path, headers, bytes(Json.text(body))).body();
    }

    public void delete(String path) {
        json("DELETE", path, Map.of(), null);
    }

    /// An object and its version, to be given back with a change; empty where it has none.
    public record Versioned(JsonNode body, String etag) {}

    public Versioned versioned(String path) {
        return json("GET", path, Map.of(), null);
    }

    /// Submits a spec in YAML, of which JSON is a part.
    public JsonNode submit(String spec) {
        return submit(spec, UUID.randomUUID().toString());
    }

    /// @param key the same key and spec are stored once, however often they are sent
    public JsonNode submit(String spec, String key) {
        return json(
                        "POST",
                        "/jobs",
                        Map.of("Content-Type", YAML, "Idempotency-Key", key),
                        bytes(spec))
                .body();
    }

    /// Many specs at once: a list, or an object with `items`; one answer for each.
    public JsonNode submitBatch(String specs, String key) {
        return json(
                        "POST",
                        "/jobs:batch",
                        Map.of("Content-Type", YAML, "Idempotency-Key", key),
                        bytes(specs))
                .body();
    }

    /// What would become of a spec; stores nothing.
    public JsonNode plan(String spec) {
        return json("POST", "/jobs?dryRun=true", Map.of("Content-Type", YAML), bytes(spec)).body();
    }

    /// The specs that a job file of another scheduler makes, and what of it they lack; stores
    /// nothing.
    ///
    /// @param format `auto` finds it out
    /// @param name of the file
    public JsonNode convert(String file, String format, String name) {
        String path = "/jobs:import?format=" + encode(format) + "&name=" + encode(name);
        return json("POST", path, Map.of("Content-Type", "text/plain"), bytes(file)).body();
    }

    public JsonNode job(String id) {
        return get("/jobs/" + encode(id));
    }

    public List<JsonNode> allocations(String job) {
        return all("/jobs/" + encode(job) + "/allocations");
    }

    public JsonNode explanation(String job) {
        return get("/jobs/" + encode(job) + "/explanation");
    }

    public JsonNode cancel(String job, String reason) {
        return order(job, "cancel", reason);
    }

    public JsonNode retry(String job, String reason) {
        return order(job, "retry", reason);
    }

    /// @param verb `cancel`, `suspend`, `resume` or `retry`
    public JsonNode order(String job, String verb, String reason) {
        return post(
                "/jobs/" + encode(job) + "/" + verb,
                reason.isEmpty() ? Json.object() : Json.object().put("reason", reason));
    }

    public JsonNode createJoinToken(String region, String cluster) {
        return post("/join-tokens", Json.object().put("region", region).put("cluster", cluster));
    }

    /// What an allocation has written so far.
    ///
    /// @param stream `stdout` or `stderr`
    public String logs(String allocation, String stream) {
        try (InputStream body = openLogs(allocation, stream, 0)) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As [#logs], to be read piece by piece and closed.
    ///
    /// @param attempt 0: the newest
    public InputStream openLogs(String allocation, String stream, int attempt) {
        return http.send(
                        "GET",
                        API + logPath(allocation, stream, attempt),
                        Map.of("Accept", "text/plain, application/problem+json"),
                        null,
                        PATIENCE)
                .body();
    }

    /// Hands on each line as it is written, until the allocation has ended.
    public void followLogs(String allocation, String stream, Consumer<String> line) {
        followLogs(allocation, stream, 0, line);
    }

    /// @param attempt 0: the newest
    public void followLogs(String allocation, String stream, int attempt, Consumer<String> line) {
        new Following(http, API + logPath(allocation, stream, attempt) + "&follow=true")
                .toTheEnd("", event -> line.accept(event.data()));
    }

    /// Hands on each event of the history as it happens, over lost connections; returns at the end
    /// of the history, which only that of an ended job has.
    ///
    /// @param path as `/events` or `/jobs/ID/events`
    /// @param after the last event that was seen; empty: as the server has it
    public void followEvents(String path, String after, Consumer<JsonNode> each) {
        new Following(http, API + path)
                .toTheEnd(after, event -> each.accept(Json.read(event.data())));
    }

    private static String logPath(String allocation, String stream, int attempt) {
        return "/allocations/"
                + encode(allocation)
                + "/logs?stream="
                + encode(stream)
                + (attempt == 0 ? "" : "&attempt=" + attempt);
    }

    /// Whether the control plane says that it is ready to serve.
    public boolean isReady() {
        try (InputStream body =
                http.send("GET", "/actuator/health", Map.of(), null, Duration.ofSeconds(2))
                        .body()) {
            body.readAllBytes();
            return true;
        } catch (Refused | IOException _) {
            return false;
        }
    }

    private Versioned json(
            String method, String path, Map<String, String> more, byte @Nullable [] body) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Accept", "application/json, application/problem+json");
        Http.Answer answer = http.send(method, API + path, headers, body, PATIENCE);
        try (InputStream text = answer.body()) {
            return new Versioned(
                    Json.read(text.readAllBytes()), answer.etag() == null ? "" : answer.etag());
        } catch (IOException e) {
            throw new Refused(Problem.unreachable(connection, "the answer broke off"));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// For one part of a path, or a value of a query.
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        // connections are kept alive by the JDK and end with the program
    }
}
