package dev.meridian.verification.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What became of one job of the trace, in the time of the replay.
record Fate(
        String id,
        TraceJob asked,
        String state,
        Instant submitted,
        Optional<Instant> started,
        Optional<Instant> ended,
        String region,
        String reason) {

    static Fate of(TraceJob asked, JsonNode job, JsonNode allocation) {
        return new Fate(
                job.path("id").asString(),
                asked,
                job.path("state").asString(),
                Instant.parse(job.path("submittedAt").asString()),
                time(allocation, "startedAt"),
                time(allocation, "endedAt"),
                allocation.path("region").asString(""),
                allocation.path("reason").asString(""));
    }

    boolean succeeded() {
        return state.equals("SUCCEEDED");
    }

    Optional<Duration> waited() {
        return started.map(start -> Duration.between(submitted, start));
    }

    /// GPU time that it used before that moment.
    Duration gpuTimeUntil(Instant limit) {
        return started.filter(start -> start.isBefore(limit))
                .flatMap(start ->
                        ended.map(end -> end.isBefore(limit) ? end : limit)
                                .map(end -> Duration.between(start, end)))
                .map(length -> length.multipliedBy(asked.gpus()))
                .orElse(Duration.ZERO);
    }

    private static Optional<Instant> time(JsonNode node, String field) {
        String text = node.path(field).asString("");
        return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    }
}
