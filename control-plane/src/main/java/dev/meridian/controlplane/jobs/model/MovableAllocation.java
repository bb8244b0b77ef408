package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An allocation that may have to leave its node, or a member of the gang of one.
///
/// @param name as people call it: `worker[3]`
/// @param gang groups of the job with the same value stop and start as one; empty: it is of none
/// @param overlaps of a service of which two copies may live at once
/// @param node null: it waits, together with its gang
/// @param departing a copy of it still lives on another node
/// @param notBefore where it waits: end of a back-off; null: at once
public record MovableAllocation(
        EligibleGroup.Waiting waiting,
        JobId job,
        UUID groupId,
        String group,
        String name,
        String queue,
        int priority,
        Instant submittedAt,
        Optional<String> gang,
        boolean service,
        boolean overlaps,
        AllocationState.Kind state,
        @Nullable NodeId node,
        @Nullable StopOrder stop,
        boolean departing,
        @Nullable Instant notBefore)
        implements HoldsPlace {

    public AllocationId id() {
        return waiting.allocation();
    }

    @Override
    public EligibleGroup.Waiting asWaiting() {
        return waiting;
    }
}
