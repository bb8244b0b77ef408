package dev.meridian.controlplane.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.meridian.controlplane.jobs.model.view.StandbyView;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A place in another region that is held for an allocation, prepared to go on there.
///
/// @param pricePerHour US dollars for what it holds of the node
/// @param since when the place was taken
/// @param preparedAt absent: not yet
/// @param generation of the checkpoint that is there, EPOCH-NUMBER; absent: none
/// @param problem why it cannot be prepared
@JsonInclude(JsonInclude.Include.NON_NULL)
record StandbyAnswer(
        UUID node,
        String nodeName,
        String region,
        String cluster,
        double pricePerHour,
        Instant since,
        @Nullable Instant preparedAt,
        @Nullable String generation,
        @Nullable String problem) {

    static StandbyAnswer of(StandbyView view) {
        return new StandbyAnswer(
                view.node().value(),
                view.nodeName(),
                view.region(),
                view.cluster(),
                view.pricePerHour(),
                view.since(),
                view.preparedAt(),
                view.generation(),
                view.problem());
    }
}
