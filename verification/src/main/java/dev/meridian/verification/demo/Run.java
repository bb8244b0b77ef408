package dev.meridian.verification.demo;

import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.client.Patience;
import dev.meridian.verification.demo.Expectation.Serves;
import dev.meridian.verification.demo.Expectation.Succeeds;
import dev.meridian.verification.demo.Expectation.Waits;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// One sample, from its submission to its end.
final class Run {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration LOGS_LIMIT = Duration.ofSeconds(5);
    private static final Patience PATIENCE = new Patience(Duration.ofMillis(200));

    private final MeridianClient client;
    private final Sample sample;
    private final String id;
    private String seen = "";

    private Run(MeridianClient client, Sample sample, String id) {
        this.client = client;
        this.sample = sample;
        this.id = id;
    }

    static Run submit(MeridianClient client, Sample sample, String spec) {
        return new Run(client, sample, client.submit(spec).path("id").asString());
    }

    /// Waits until it has written some lines, for trouble that should find it at work.
    void awaitHalfWay(Consumer<String> progress) {
        PATIENCE.until(
                LIMIT,
                () -> {
                    tell(progress, client.job(id).path("state").asString());
                    return Optional.of(true).filter(_ -> linesWritten() >= sample.halfWay());
                });
    }

    private long linesWritten() {
        return client.allocations(id).stream()
                .filter(allocation -> allocation.path("attempt").asInt(0) > 0)
                .map(allocation -> client.logs(allocation.path("id").asString(), "stdout"))
                .flatMap(String::lines)
                .count();
    }

    /// Waits for the end that the sample is expected to have.
    Outcome follow(Consumer<String> progress) {
        return switch (sample.expected()) {
            case Succeeds succeeds -> toTheEnd(succeeds, progress);
            case Serves serves -> toItsPlace(serves, progress);
            case Waits waits -> toItsReason(waits, progress);
        };
    }

    private Outcome toItsPlace(Serves expected, Consumer<String> progress) {
        Optional<Ended> there =
                PATIENCE.until(
                        LIMIT,
                        () ->
                                Optional.of(Ended.of(client, client.job(id)))
                                        .filter(now -> expected.complaint().apply(now).isEmpty()));
        Ended now = there.orElseGet(() -> Ended.of(client, client.job(id)));
        tell(progress, there.isPresent() ? "has moved" : "has not moved");
        client.cancel(id, "the demo has seen it move");
        awaitEnd();
        return Outcome.of(sample, now, expected.complaint().apply(now));
    }

    private Outcome toTheEnd(Succeeds expected, Consumer<String> progress) {
        Optional<JsonNode> end =
                PATIENCE.until(
                        LIMIT,
                        () -> {
                            JsonNode job = client.job(id);
                            tell(progress, job.path("state").asString());
                            return Ended.STATES.contains(job.path("state").asString())
                                    ? Optional.of(job)
                                    : Optional.empty();
                        });
        if (end.isEmpty()) {
            String why =
                    client.explanation(id)
                            .path("reason")
                            .path("sentence")
                            .asString("no reason given");
            return Outcome.of(
                    sample,
                    Ended.of(client, client.job(id)),
                    Optional.of("it has not ended: " + why));
        }
        Ended job = Ended.of(client, end.get());
        if (!job.state().equals("SUCCEEDED")) {
            return Outcome.of(sample, job, Optional.of("it did not succeed: " + stderr(job)));
        }
        // the last lines of a log may be stored a moment after the end
        boolean good =
                PATIENCE.until(
                                LOGS_LIMIT,
                                () ->
                                        expected.complaint().apply(job).isEmpty()
                                                ? Optional.of(true)
                                                : Optional.empty())
                        .isPresent();
        return Outcome.of(sample, job, good ? Optional.empty() : expected.complaint().apply(job));
    }

    private Outcome toItsReason(Waits expected, Consumer<String> progress) {
        Optional<JsonNode> reason =
                PATIENCE.until(
                        Duration.ofSeconds(30),
                        () ->
                                Optional.of(client.explanation(id).path("reason"))
                                        .filter(said ->
                                                expected.tokens()
                                                        .contains(
                                                                said.path("token").asString(""))));
        JsonNode said = reason.orElseGet(() -> client.explanation(id).path("reason"));
        tell(
                progress,
                "waits: "
                        + said.path("token").asString("?")
                        + ", "
                        + said.path("sentence").asString(""));
        client.cancel(id, "the demo has seen its reason");
        awaitEnd();
        return Outcome.waited(
                sample,
                client.job(id).path("state").asString(),
                said,
                reason.isPresent()
                        ? Optional.empty()
                        : Optional.of("expected one of " + expected.tokens()));
    }

    private void awaitEnd() {
        PATIENCE.until(
                Duration.ofSeconds(20),
                () ->
                        Optional.of(client.job(id))
                                .filter(job ->
                                        Ended.STATES.contains(job.path("state").asString())));
    }

    private void tell(Consumer<String> progress, String what) {
        if (!what.equals(seen)) {
            seen = what;
            progress.accept(sample.name() + ": " + what);
        }
    }

    private static String stderr(Ended job) {
        return job.allocations().stream()
                .map(allocation ->
                        job.client().logs(allocation.path("id").asString(), "stderr").strip())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("exit codes " + job.each("exitCode") + ", reasons " + job.each("reason"));
    }
}
