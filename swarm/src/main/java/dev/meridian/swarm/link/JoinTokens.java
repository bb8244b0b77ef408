package dev.meridian.swarm.link;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.ObjectMapper;

/// Asks a control plane for join tokens over its REST API.
public final class JoinTokens implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NO_SUCCESS = 300;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI tokens;
    private final String bearer;

    /// @param api as `http://localhost:8080`
    /// @param bearer of an operator
    public JoinTokens(URI api, String bearer) {
        this.tokens = api.resolve("/api/v1/join-tokens");
        this.bearer = bearer;
    }

    /// @throws IllegalStateException with the control plane's answer when it gives none
    public String create(String region, String cluster) {
        String wish =
                JSON.writeValueAsString(
                        JSON.createObjectNode().put("region", region).put("cluster", cluster));
        HttpRequest request =
                HttpRequest.newBuilder(tokens)
                        .timeout(Duration.ofMinutes(1))
                        .header("Authorization", "Bearer " + bearer)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(wish))
                        .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= NO_SUCCESS) {
                throw new IllegalStateException(
                        "no join token: " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body()).path("token").asString();
        } catch (IOException e) {
            throw new IllegalStateException(tokens + " does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
