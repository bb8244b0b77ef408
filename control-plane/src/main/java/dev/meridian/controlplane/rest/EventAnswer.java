package dev.meridian.controlplane.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.meridian.controlplane.jobs.model.view.EventView;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A line of the history.
///
/// @param id grows; `Last-Event-ID` and `cursor` name the last one seen
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventAnswer(
        long id,
        Instant at,
        String kind,
        @Nullable String project,
        @Nullable UUID job,
        @Nullable UUID allocation,
        @Nullable UUID node,
        @Nullable Integer epoch,
        String sentence,
        Map<String, Object> data) {

    static EventAnswer of(EventView view) {
        return new EventAnswer(
                view.id(),
                view.at(),
                view.kind(),
                view.project(),
                view.job() == null ? null : view.job().value(),
                view.allocation() == null ? null : view.allocation().value(),
                view.node() == null ? null : view.node().value(),
                view.epoch(),
                view.sentence(),
                view.data());
    }
}
