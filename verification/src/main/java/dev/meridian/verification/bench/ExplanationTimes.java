package dev.meridian.verification.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// How long it takes to be told why a job waits, or runs where it does, through the REST API: what
/// waits and has been planned, what runs, and what no plan has looked at yet.
final class ExplanationTimes {
    private static final int JOBS = 40;
    private static final double LIMIT_MILLIS = 100;

    /// Of one page of a list.
    private static final int MOST_LISTED = 500;

    /// What the names of jobs begin with that no plan has looked at.
    private static final String FRESH = "why-";

    private static final ObjectMapper JSON = new ObjectMapper();

    /// No two alike, so that no answer serves two.
    private static final String SPEC =
            """
            {"name": "%2$s%1$d", "project": "nlp", "taskGroups": [{"resources": {"cpu": %1$d, "memory": "%1$dGi"}, "task": {"command": ["true"]}}]}\
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI plane;
    private final String token;

    ExplanationTimes(URI plane, String token) {
        this.plane = plane;
        this.token = token;
    }

    void print(int rounds) throws IOException, InterruptedException {
        System.out.printf(
                Locale.ROOT,
                "%n%-40s %10s %10s %10s   (%d jobs, %d rounds, the first is not counted)%n",
                "explanation of a job that",
                "median ms",
                "p95 ms",
                "x limit",
                JOBS,
                rounds + 1);
        print("waits", jobs("QUEUED"), rounds);
        print("runs", jobs("RUNNING"), rounds);
        List<String> fresh = new ArrayList<>();
        for (int i = 1; i <= JOBS; i++) {
            fresh.add(
                    ask("jobs", BodyPublishers.ofString(SPEC.formatted(i, FRESH)))
                            .get("id")
                            .asString());
        }
        print("no plan has looked at", fresh, rounds);
    }

    private void print(String which, List<String> jobs, int rounds)
            throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            for (String job : jobs) {
                long start = System.nanoTime();
                ask("jobs/" + job + "/explanation", null);
                if (round > 0) {
                    millis.add((System.nanoTime() - start) / 1e6);
                }
            }
        }
        millis.sort(Double::compare);
        double high = millis.get(millis.size() * 95 / 100);
        System.out.printf(
                Locale.ROOT,
                "%-40s %10.1f %10.1f %10.2f%n",
                which,
                millis.get(millis.size() / 2),
                high,
                high / LIMIT_MILLIS);
    }

    /// Those of a run before, which no plan has looked at either, are passed over.
    private List<String> jobs(String state) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        for (JsonNode each :
                ask("jobs?state=%s&limit=%d".formatted(state, MOST_LISTED), null).get("items")) {
            if (!each.get("name").asString().startsWith(FRESH) && ids.size() < JOBS) {
                ids.add(each.get("id").asString());
            }
        }
        return ids;
    }

    private JsonNode ask(String what, @Nullable BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(plane.resolve("/api/v1/" + what))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json");
        HttpResponse<String> answer =
                http.send(
                        (body == null ? request.GET() : request.POST(body)).build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(what + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
