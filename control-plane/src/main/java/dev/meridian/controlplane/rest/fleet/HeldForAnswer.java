package dev.meridian.controlplane.rest.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.meridian.controlplane.jobs.model.view.StandbyOnNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A place on a node that stands by for an allocation of another region.
///
/// @param name job, group and index
/// @param cpu cores that are kept free
/// @param accelerators devices that are kept free, parts included
/// @param since when the place was taken
/// @param preparedAt absent: not yet
/// @param problem why it cannot be prepared
@JsonInclude(JsonInclude.Include.NON_NULL)
record HeldForAnswer(
        UUID allocation,
        UUID job,
        String project,
        String name,
        double cpu,
        long memoryMib,
        double accelerators,
        Instant since,
        @Nullable Instant preparedAt,
        @Nullable String problem) {

    static HeldForAnswer of(StandbyOnNode place) {
        return new HeldForAnswer(
                place.allocation().value(),
                place.job().value(),
                place.project(),
                place.name(),
                place.cpu().cores(),
                place.memory().value(),
                place.devices().stream().mapToInt(device -> device.millis()).sum() / 1000.0,
                place.since(),
                place.preparedAt(),
                place.problem());
    }
}
