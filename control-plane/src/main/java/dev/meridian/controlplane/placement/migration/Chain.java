package dev.meridian.controlplane.placement.migration;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.model.PlacementDecision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Copies that go on elsewhere, all of them or none, each to a place that is free now.
///
/// @param guest who gets the room; null: nobody waits for it, the new places are better
/// @param won accelerators, what the moves cost not taken off
/// @param cost of the moves, in accelerators
public record Chain(@Nullable Guest guest, List<PlacementDecision> moves, double won, double cost) {

    /// @param node where it will go
    public record Guest(AllocationId allocation, JobId job, NodeId node) {}

    public Chain {
        moves = List.copyOf(moves);
    }

    public double gain() {
        return won - cost;
    }
}
