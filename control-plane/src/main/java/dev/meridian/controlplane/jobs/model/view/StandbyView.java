package dev.meridian.controlplane.jobs.model.view;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A place that stands by for an allocation, as it is told.
///
/// @param since when the place was taken
/// @param preparedAt by its agent's word; null: not yet
/// @param generation of the checkpoint that is there; null: none is kept, or none has been yet
/// @param problem why it cannot be prepared; null: it can
public record StandbyView(
        AllocationId allocation,
        NodeId node,
        String nodeName,
        String region,
        String cluster,
        double pricePerHour,
        Instant since,
        @Nullable Instant preparedAt,
        @Nullable String generation,
        @Nullable String problem) {}
