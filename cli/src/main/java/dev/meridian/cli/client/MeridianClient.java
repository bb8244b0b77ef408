package dev.meridian.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks to the REST API under `/api/v1`. Every refusal is a [Refused] that carries the server's
/// own words.
public final class MeridianClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http;
    private final Connection connection;

    public MeridianClient(Connection connection) {
        this.connection = connection;
        this.http =
                HttpClient.newBuilder()
                        .connectTimeout(Duration.ofSeconds(5))
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
    }

    public JsonNode get(String path) {
        return json(request(path).GET());
    }

    /// All items of a list, page after page.
    public List<JsonNode> all(String path) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        do {
            String separator = path.contains("?") ? "&" : "?";
            JsonNode page =
                    get(cursor.isEmpty() ? path : path + separator + "cursor=" + encode(cursor));
            JsonNode rows = page.isArray() ? page : page.path("items");
            rows.forEach(items::add);
            cursor = page.path("nextCursor").asString("");
        } while (!cursor.isEmpty());
        return items;
    }

    public JsonNode post(String path, JsonNode body) {
        return json(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString())));
    }

    public JsonNode put(String path, JsonNode body) {
        return json(
                request(path)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body.toString())));
    }

    /// Submits a spec in YAML, of which JSON is a part.
    public JsonNode submit(String spec) {
        return json(
                request("/jobs")
                        .header("Content-Type", "application/yaml")
                        .POST(BodyPublishers.ofString(spec)));
    }

    /// What would become of a spec; stores nothing.
    public JsonNode plan(String spec) {
        return json(
                request("/jobs?dryRun=true")
                        .header("Content-Type", "application/yaml")
                        .POST(BodyPublishers.ofString(spec)));
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
        return post(
                "/jobs/" + encode(job) + "/cancel", JSON.createObjectNode().put("reason", reason));
    }

    public JsonNode retry(String job, String reason) {
        return post(
                "/jobs/" + encode(job) + "/retry", JSON.createObjectNode().put("reason", reason));
    }

    public JsonNode createJoinToken(String region, String cluster) {
        return post(
                "/join-tokens",
                JSON.createObjectNode().put("region", region).put("cluster", cluster));
    }

    /// What an allocation has written so far.
    ///
    /// @param stream `stdout` or `stderr`
    public String logs(String allocation, String stream) {
        HttpRequest request =
                request("/allocations/" + encode(allocation) + "/logs?stream=" + stream)
                        .header("Accept", "text/plain, application/problem+json")
                        .GET()
                        .build();
        return checked(send(request, BodyHandlers.ofString()));
    }

    /// Hands on each line as it is written, until the allocation has ended.
    public void followLogs(String allocation, String stream, Consumer<String> line) {
        HttpRequest request =
                HttpRequest.newBuilder(
                                uri(
                                        "/allocations/"
                                                + encode(allocation)
                                                + "/logs?follow=true&stream="
                                                + stream))
                        .header("Accept", "text/event-stream, application/problem+json")
                        .headers(authorization())
                        .GET()
                        .build();
        HttpResponse<Stream<String>> response = send(request, BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            if (response.statusCode() >= 400) {
                throw refused(response.statusCode(), String.join("\n", lines.toList()));
            }
            lines.takeWhile(text -> !text.equals("event:end"))
                    .filter(text -> text.startsWith("data:"))
                    .map(text -> text.startsWith("data: ") ? text.substring(6) : text.substring(5))
                    .forEach(line);
        }
    }

    /// Whether the control plane says that it is ready to serve.
    public boolean isReady() {
        HttpRequest request =
                HttpRequest.newBuilder(connection.url().resolve("/actuator/health"))
                        .timeout(Duration.ofSeconds(2))
                        .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private JsonNode json(HttpRequest.Builder request) {
        HttpRequest asked =
                request.header("Accept", "application/json, application/problem+json").build();
        try (InputStream body = checkedStream(send(asked, BodyHandlers.ofInputStream()))) {
            byte[] bytes = body.readAllBytes();
            return bytes.length == 0 ? JSON.missingNode() : JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(PATIENCE).headers(authorization());
    }

    private URI uri(String path) {
        return URI.create(connection.url() + "/api/v1" + path);
    }

    private String[] authorization() {
        return new String[] {"Authorization", "Bearer " + connection.token().orElse("none")};
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request, body);
        } catch (IOException e) {
            throw new Refused(
                    Problem.unreachable(
                            "the control plane at "
                                    + connection.url()
                                    + " does not answer: "
                                    + reason(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static String checked(HttpResponse<String> response) {
        if (response.statusCode() >= 400) {
            throw refused(response.statusCode(), response.body());
        }
        return response.body();
    }

    private static InputStream checkedStream(HttpResponse<InputStream> response)
            throws IOException {
        if (response.statusCode() >= 400) {
            try (InputStream body = response.body()) {
                throw refused(
                        response.statusCode(),
                        new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return response.body();
    }

    private static Refused refused(int status, String body) {
        try {
            return new Refused(Problem.of(status, JSON.readTree(body)));
        } catch (JacksonException _) {
            return new Refused(
                    Problem.of(status, JSON.createObjectNode().put("detail", body.strip())));
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
