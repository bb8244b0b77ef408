package dev.meridian.controlplane.placement.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.DeviceShare;
import dev.meridian.controlplane.kernel.model.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where one allocation shall go, and why there.
///
/// @param expectedVersion of its row when the snapshot was read; another one makes the decision
///   stale
/// @param pricePerHour of what it holds of the node
/// @param score points over all soft goals; less is better
/// @param runnerUp null: no other node could take it
/// @param bids of regions, the least first; empty where no two bid
public record PlacementDecision(
        AllocationId allocation,
        long expectedVersion,
        NodeId node,
        List<DeviceShare> devices,
        Money pricePerHour,
        double score,
        List<GoalScore> goals,
        @Nullable RunnerUp runnerUp,
        List<Bid> bids) {

    public PlacementDecision {
        devices = List.copyOf(devices);
        goals = List.copyOf(goals);
        bids = List.copyOf(bids);
    }
}
