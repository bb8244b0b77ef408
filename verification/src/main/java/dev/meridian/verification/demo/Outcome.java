package dev.meridian.verification.demo;

import dev.meridian.cli.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A line of the demo's table.
///
/// @param toStart seconds from submission to the first start, empty when it never started
/// @param complaint what is not as the sample says it should be
record Outcome(
        Sample sample,
        String state,
        String region,
        String attempts,
        String why,
        String toStart,
        Optional<String> complaint) {

    static Outcome of(Sample sample, Ended job, Optional<String> complaint) {
        return new Outcome(
                sample,
                job.state(),
                String.join(" ", job.each("region")),
                attempts(job),
                why(job.explanation()),
                toStart(job),
                complaint);
    }

    static Outcome waited(
            Sample sample, String state, JsonNode reason, Optional<String> complaint) {
        return new Outcome(
                sample,
                state,
                "-",
                "none",
                reason.path("token").asString("?") + ": " + reason.path("sentence").asString(""),
                "-",
                complaint);
    }

    static Table table(List<Outcome> outcomes) {
        var table =
                new Table(
                        "JOB",
                        "STATE",
                        "REGION",
                        "ATTEMPTS BY EPOCH",
                        "STARTED AFTER s",
                        "WHY THERE");
        for (Outcome each : outcomes) {
            table.row(
                    each.sample.name(),
                    each.state,
                    each.region,
                    each.attempts,
                    each.toStart,
                    each.why);
        }
        return table;
    }

    /// As `1 agent-ap-south LOST (…) → 2 agent-eu-west SUCCEEDED`, by epochs; of many allocations
    /// that were all tried once only their number.
    private static String attempts(Ended job) {
        List<JsonNode> history = job.history();
        if (history.size() == 1 && job.allocations().size() > 1) {
            return "1 each of " + job.allocations().size();
        }
        return history.stream().map(Outcome::attempt).collect(Collectors.joining(" → "));
    }

    private static String attempt(JsonNode attempt) {
        String why = attempt.path("detail").asString(attempt.path("reason").asString(""));
        String state = attempt.path("state").asString();
        return attempt.path("epoch").asInt()
                + " "
                + attempt.path("nodeName").asString()
                + " "
                + state
                + (why.isEmpty() || state.equals("SUCCEEDED") ? "" : " (" + why + ")");
    }

    /// Of the first allocation: who came second, and the goal that weighed most.
    private static String why(JsonNode explanation) {
        JsonNode first = explanation.path("placement").path(0);
        JsonNode second = first.path("runnerUp");
        String rank =
                second.path("node").isString()
                        ? String.format(
                                Locale.ROOT,
                                "%.2f points, next %s with %.2f",
                                first.path("score").asDouble(0),
                                second.path("node").asString(),
                                second.path("score").asDouble(0))
                        : "no other node may take it";
        return first.path("goals")
                .valueStream()
                .max(Comparator.comparingDouble(Outcome::weight))
                .map(goal -> rank + "; " + goal.path("sentence").asString(""))
                .orElse(rank);
    }

    private static double weight(JsonNode goal) {
        return Math.abs(goal.path("value").asDouble(0) * goal.path("weight").asDouble(1));
    }

    private static String toStart(Ended job) {
        Instant submitted = Instant.parse(job.job().path("submittedAt").asString());
        return job.allocations().stream()
                .map(allocation -> firstStart(allocation))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .map(start ->
                        String.format(
                                Locale.ROOT,
                                "%.2f",
                                Duration.between(submitted, start).toMillis() / 1000.0))
                .orElse("-");
    }

    private static Optional<Instant> firstStart(JsonNode allocation) {
        JsonNode attempts = allocation.path("attempts");
        JsonNode from = attempts.isEmpty() ? allocation : attempts.path(0);
        String started = from.path("startedAt").asString("");
        return started.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(started));
    }
}
