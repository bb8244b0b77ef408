package dev.meridian.controlplane.console.queue;

import dev.meridian.controlplane.jobs.model.view.ReasonView;
import dev.meridian.controlplane.jobs.model.view.WaitingLine;
import dev.meridian.controlplane.placement.model.StartRange;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A line of the queue.
///
/// @param token why it waits
/// @param numbers of the reason
/// @param early when it may start; null: nothing known allows to say
record WaitingRow(
        WaitingLine line,
        String token,
        String sentence,
        Map<String, Object> numbers,
        @Nullable Instant early,
        @Nullable Instant likely,
        @Nullable Instant late) {

    /// @param now what was expected before it and has not come about is due
    /// @param foreseen from the ends of what runs; null: what the last plan said is shown
    static WaitingRow of(WaitingLine line, @Nullable StartRange foreseen, Instant now) {
        WaitingRow told = of(line, now);
        return foreseen == null
                ? told
                : new WaitingRow(
                        line,
                        told.token,
                        told.sentence,
                        told.numbers,
                        due(foreseen.p10(), now),
                        due(foreseen.p50(), now),
                        due(foreseen.p90(), now));
    }

    private static WaitingRow of(WaitingLine line, Instant now) {
        ReasonView reason = line.reason();
        if (reason == null) {
            return new WaitingRow(
                    line,
                    "PendingEvaluation",
                    line.notBefore() == null
                            ? "has not been looked at yet; the next plan does"
                            : "is tried again after its back-off",
                    Map.of(),
                    null,
                    due(line.notBefore(), now),
                    null);
        }
        Map<?, ?> start =
                reason.explanation().get("expectedStart") instanceof Map<?, ?> found
                        ? found
                        : Map.of();
        return new WaitingRow(
                line,
                reason.token(),
                reason.sentence(),
                reason.numbers(),
                due(time(start.get("p10")), now),
                due(time(start.get("p50")), now),
                due(time(start.get("p90")), now));
    }

    private static @Nullable Instant due(@Nullable Instant at, Instant now) {
        return at == null || at.isAfter(now) ? at : now;
    }

    private static @Nullable Instant time(@Nullable Object text) {
        try {
            return text == null ? null : Instant.parse(text.toString());
        } catch (DateTimeException _) {
            return null;
        }
    }
}
