package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import java.util.List;

/// What the agent of a node said of one copy.
///
/// @param restarts what its agent did by itself before it could report, in order
/// @param from whose certificate the stream bore: a node speaks of its own copies only
public record Observation(
        AllocationId allocation,
        NodeId from,
        List<AllocationEvent.Restarted> restarts,
        AllocationEvent.Report report,
        CopyUse use) {
    public Observation {
        restarts = List.copyOf(restarts);
    }

    public Observation(
            AllocationId allocation, NodeId from, AllocationEvent.Report report, CopyUse use) {
        this(allocation, from, List.of(), report, use);
    }

    public Observation(AllocationId allocation, NodeId from, AllocationEvent.Report report) {
        this(allocation, from, report, CopyUse.NONE);
    }
}
