package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which rows of a plan stand.
///
/// @param placed with the epoch that each was given
/// @param refused as stale, with a sentence; the next plan looks at them again
/// @param touched nodes whose desired state has changed
public record PlacementOutcome(
        Map<AllocationId, Integer> placed, Map<AllocationId, String> refused, Set<NodeId> touched) {
    public static final PlacementOutcome NOTHING =
            new PlacementOutcome(Map.of(), Map.of(), Set.of());

    public PlacementOutcome {
        placed = Map.copyOf(placed);
        refused = Map.copyOf(refused);
        touched = Set.copyOf(touched);
    }

    /// Both together.
    public PlacementOutcome and(PlacementOutcome other) {
        Map<AllocationId, Integer> allPlaced = new HashMap<>(placed);
        allPlaced.putAll(other.placed);
        Map<AllocationId, String> allRefused = new HashMap<>(refused);
        allRefused.putAll(other.refused);
        Set<NodeId> allTouched = new HashSet<>(touched);
        allTouched.addAll(other.touched);
        return new PlacementOutcome(allPlaced, allRefused, allTouched);
    }
}
