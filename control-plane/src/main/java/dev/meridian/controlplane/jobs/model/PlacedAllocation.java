package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What one allocation holds of its node until its agent has reported the end.
///
/// @param memory what was asked for times what was added after OOM
/// @param stop null: it is meant to go on
/// @param startedAt null: not heard to run yet
/// @param standby the place only stands by for it, and nothing runs there; null: it does
/// @param departing the allocation has been placed anew, and this copy of it still lives
public record PlacedAllocation(
        AllocationId allocation,
        JobId job,
        UUID groupId,
        String project,
        String queue,
        String type,
        int priority,
        NodeId node,
        AllocationState.Kind state,
        int epoch,
        long version,
        @Nullable StopOrder stop,
        Millicores cpu,
        Mebibytes memory,
        Mebibytes disk,
        List<DeviceShare> devices,
        @Nullable Instant startedAt,
        boolean departing,
        @Nullable StandbyId standby,
        PreemptionTerms terms) {
    public PlacedAllocation {
        devices = List.copyOf(devices);
    }
}
