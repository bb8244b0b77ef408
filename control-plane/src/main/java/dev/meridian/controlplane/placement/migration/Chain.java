package dev.meridian.controlplane.placement.migration;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.model.PlacementDecision;
import java.util.List;

/// Copies that go on elsewhere, all of them or none, each to a place that is free now.
///
/// @param guests who get the room; empty: nobody waits for it, the new places are better
/// @param won accelerators, what the moves cost not taken off
/// @param cost of the moves, in accelerators
public record Chain(List<Guest> guests, List<PlacementDecision> moves, double won, double cost) {

    /// @param node where it will go
    public record Guest(AllocationId allocation, JobId job, NodeId node) {}

    public Chain {
        guests = List.copyOf(guests);
        moves = List.copyOf(moves);
    }

    public double gain() {
        return won - cost;
    }
}
