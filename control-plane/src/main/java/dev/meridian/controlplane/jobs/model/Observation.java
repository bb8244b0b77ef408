package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.fleet.model.NodeId;

/// What the agent of a node said of one copy.
///
/// @param from whose certificate the stream bore: a node speaks of its own copies only
public record Observation(
        AllocationId allocation, NodeId from, AllocationEvent.Report report, CopyUse use) {
    public Observation(AllocationId allocation, NodeId from, AllocationEvent.Report report) {
        this(allocation, from, report, CopyUse.NONE);
    }
}
