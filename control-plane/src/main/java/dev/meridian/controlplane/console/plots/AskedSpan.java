package dev.meridian.controlplane.console.plots;

import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.jobs.model.spec.Durations;
import dev.meridian.controlplane.telemetry.model.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// The time that plots ask for: a range back from now, or from one moment to another.
///
/// @param step as in `30s`; null: one that suits the length
public record AskedSpan(
        @Nullable String range, @Nullable String from, @Nullable String to, @Nullable String step) {

    public Span read(Instant now) {
        Instant end = to == null ? now : instant("to", to);
        Instant start =
                from != null
                        ? instant("from", from)
                        : end.minus((range == null ? Range.HOUR : Range.parse(range)).length());
        return span(start, end, step == null ? null : step(step), now);
    }

    public static Span of(Range range, Instant now) {
        return span(now.minus(range.length()), now, null, now);
    }

    private static Span span(Instant from, Instant to, @Nullable Duration step, Instant now) {
        return switch (Span.of(from, to, step, now)) {
            case Span.Valid(Span span) -> span;
            case Span.Invalid(var refusals) ->
                    throw RefusedPage.unreadable(
                            refusals.getFirst().detail() + "; " + refusals.getFirst().hint() + ".");
        };
    }

    private static Instant instant(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            throw RefusedPage.unreadable(
                    name + " cannot be \"" + text + "\"; write it as 2026-11-21T15:00:00Z.");
        }
    }

    private static Duration step(String text) {
        try {
            return Durations.parse(text);
        } catch (NumberFormatException _) {
            throw RefusedPage.unreadable(
                    "step cannot be \"" + text + "\"; give a duration, as in 30s or 5m.");
        }
    }
}
