package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import java.util.Map;
import java.util.Set;

/// Which rows of a plan stand.
///
/// @param placed with the epoch that each was given
/// @param refused as stale, with a sentence; the next plan looks at them again
/// @param touched nodes whose desired state has changed
public record PlacementOutcome(
        Map<AllocationId, Integer> placed, Map<AllocationId, String> refused, Set<NodeId> touched) {
    public PlacementOutcome {
        placed = Map.copyOf(placed);
        refused = Map.copyOf(refused);
        touched = Set.copyOf(touched);
    }
}
