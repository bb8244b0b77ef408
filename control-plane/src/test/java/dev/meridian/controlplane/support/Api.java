package dev.meridian.controlplane.support;

import dev.meridian.controlplane.kernel.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The REST API as a client sees it; inject it into a [MeridianTest], where it comes as the admin.
public final class Api {
    /// A call that is not answered within this is never answered.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Environment environment;
    private final List<String> headers;

    Api(Environment environment, Home home) {
        this(environment, bearer(home.read("admin-token").orElseThrow()));
    }

    private Api(Environment environment, List<String> headers) {
        this.environment = environment;
        this.headers = List.copyOf(headers);
    }

    /// Of another plane, as its admin.
    public static Api of(Environment plane, Home home) {
        return new Api(plane, home);
    }

    /// Of another plane, as nobody.
    public static Api at(Environment plane) {
        return new Api(plane, List.of());
    }

    public Api asNobody() {
        return new Api(environment, List.of());
    }

    public Api withToken(String token) {
        return new Api(environment, bearer(token));
    }

    public Api withHeader(String name, String value) {
        var more = new ArrayList<>(headers);
        more.addAll(List.of(name, value));
        return new Api(environment, more);
    }

    private static List<String> bearer(String token) {
        return List.of("Authorization", "Bearer " + token);
    }

    /// @param path from the root, `/api/v1/jobs`
    public Answer get(String path) {
        return send("GET", path, null, null);
    }

    public Answer post(String path, String json) {
        return send("POST", path, "application/json", json);
    }

    public Answer postYaml(String path, String yaml) {
        return send("POST", path, "application/yaml", yaml);
    }

    public Answer put(String path, String json) {
        return send("PUT", path, "application/json", json);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null, null);
    }

    public Answer send(String method, String path, @Nullable String type, @Nullable String body) {
        var request =
                HttpRequest.newBuilder(uri(path))
                        .timeout(PATIENCE)
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (type != null) {
            request.header("Content-Type", type);
        }
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        try {
            var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public URI uri(String path) {
        return URI.create(
                "http://localhost:" + environment.getRequiredProperty("local.server.port") + path);
    }

    public record Answer(int status, String text, HttpResponse<String> response) {

        public JsonNode json() {
            return JSON.readTree(text);
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }
}
