package dev.meridian.verification.chaos.arena;

import dev.meridian.cli.client.Connection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/// One submission, sent once, and how it was answered: for what a patient client would hide.
public final class Asking implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI jobs;
    private final String token;

    private Asking(URI plane, Path home) {
        this.jobs = plane.resolve("/api/v1/jobs");
        this.token = Connection.adminToken(home).orElseThrow();
    }

    public static Asking of(Arena arena) {
        return new Asking(arena.system().url(), arena.system().home());
    }

    /// @param status 0: there was no answer in a minute
    /// @param retryAfter whether it was said when to come again
    public record Answer(int status, boolean retryAfter, Duration took) {}

    public Answer submit(String spec) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(jobs)
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/yaml")
                        .POST(BodyPublishers.ofString(spec))
                        .build();
        long from = System.nanoTime();
        try {
            var answer = http.send(request, BodyHandlers.discarding());
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Retry-After").isPresent(),
                    since(from));
        } catch (IOException _) {
            return new Answer(0, false, since(from));
        }
    }

    private static Duration since(long from) {
        return Duration.ofNanos(System.nanoTime() - from);
    }

    @Override
    public void close() {
        http.close();
    }
}
