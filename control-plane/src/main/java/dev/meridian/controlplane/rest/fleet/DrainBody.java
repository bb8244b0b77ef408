package dev.meridian.controlplane.rest.fleet;

import dev.meridian.controlplane.fleet.model.DrainOrder;
import dev.meridian.controlplane.jobs.model.spec.Durations;
import dev.meridian.controlplane.rest.RefusedRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a node, or a region, is to be emptied.
///
/// @param deadline how long batch work may go on to end by itself, such as `10m`; absent: it is
///   moved as soon as it has a place
/// @param force at the deadline, or at once without one, stop also what has no other place
record DrainBody(@Nullable String reason, @Nullable String deadline, @Nullable Boolean force) {

    static DrainOrder order(@Nullable DrainBody body) {
        return body == null
                ? new DrainOrder("", null, false)
                : Edits.valid(
                        "/deadline",
                        () ->
                                new DrainOrder(
                                        OrderBody.text(body.reason),
                                        duration("deadline", body.deadline),
                                        Boolean.TRUE.equals(body.force)));
    }

    static @Nullable Duration duration(String field, @Nullable String text) {
        try {
            return text == null ? null : Durations.parse(text.strip());
        } catch (NumberFormatException _) {
            throw RefusedRequest.parameter(
                    field, "\"" + text + "\" is no duration", "write it as 90s, 10m, 2h or 1d");
        }
    }
}
