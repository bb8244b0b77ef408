package dev.meridian.controlplane.telemetry.model;

import dev.meridian.controlplane.kernel.model.Refusal;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The time that a question about series covers: from (inclusive) to (exclusive) in equal steps.
/// Steps of a quarter of an hour and more begin on a full quarter, from which they are kept.
public record Span(Instant from, Instant to, Duration step) {
    private static final Duration USUAL_LENGTH = Duration.ofHours(1);

    /// Nothing is kept longer; and a database has no word for the end of time.
    private static final Duration LONGEST = Duration.ofDays(400);

    private static final int USUAL_STEPS = 240;
    private static final Duration SHORTEST_STEP = Duration.ofSeconds(1);

    /// Longer ones are usually read from roll-ups, a row of which tells a quarter of an hour.
    private static final Duration FINE = Duration.ofHours(6);

    /// Between two samples of an agent: a finer step would show gaps.
    private static final Duration USUAL_SHORTEST_STEP = Duration.ofSeconds(10);

    /// Keeps one answer readable for a browser: 20 metrics of so many steps are about 2 MB.
    public static final int MOST_STEPS = 2_000;

    public sealed interface Reading {}

    public record Valid(Span span) implements Reading {}

    public record Invalid(List<Refusal> refusals) implements Reading {}

    /// Fills what is not given: the hour before `to`, `to` = now, and a step that yields about 240
    /// points, of more than six hours one of whole quarters of an hour.
    public static Reading of(
            @Nullable Instant from, @Nullable Instant to, @Nullable Duration step, Instant now) {
        Instant end = to == null ? now : to;
        Instant start = from == null ? end.minus(USUAL_LENGTH) : from;
        List<Refusal> refusals = new ArrayList<>();
        if (!start.isBefore(end)) {
            refusals.add(
                    new Refusal(
                            "/from",
                            "from " + start + " is not before to " + end,
                            "give an earlier 'from'"));
            return new Invalid(refusals);
        }
        Duration length = Duration.between(start, end);
        if (length.compareTo(LONGEST) > 0) {
            refusals.add(
                    new Refusal(
                            "/from",
                            "from " + start + " to " + end + " is more than 400 days",
                            "ask for less"));
            return new Invalid(refusals);
        }
        Duration width = step == null ? usualStep(length) : step;
        if (width.compareTo(SHORTEST_STEP) < 0) {
            refusals.add(
                    new Refusal(
                            "/step",
                            "a step of " + width.toMillis() / 1000.0 + " s is too short",
                            "give 1s or more"));
        } else if (length.dividedBy(width) > MOST_STEPS) {
            refusals.add(
                    new Refusal(
                            "/step",
                            length.dividedBy(width) + " steps are more than " + MOST_STEPS,
                            "give a step of at least "
                                    + length.dividedBy(MOST_STEPS).plusSeconds(1).toSeconds()
                                    + "s"));
        }
        if (!refusals.isEmpty()) {
            return new Invalid(refusals);
        }
        // steps of roll-ups begin with those
        return new Valid(
                new Span(
                        width.compareTo(Course.SLOT) < 0 ? start : Course.slotOf(start),
                        end,
                        width));
    }

    private static Duration usualStep(Duration length) {
        Duration step = Duration.ofSeconds(length.dividedBy(USUAL_STEPS).toSeconds());
        if (length.compareTo(FINE) > 0) {
            return Course.SLOT.multipliedBy(
                    step.plus(Course.SLOT).minusNanos(1).dividedBy(Course.SLOT));
        }
        return step.compareTo(USUAL_SHORTEST_STEP) < 0 ? USUAL_SHORTEST_STEP : step;
    }
}
