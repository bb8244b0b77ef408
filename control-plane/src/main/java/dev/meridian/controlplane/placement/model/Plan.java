package dev.meridian.controlplane.placement.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import java.util.List;
import java.util.Map;

/// What the planner proposes. It is committed row by row and may be refused as stale.
///
/// @param pending why each allocation that is not placed waits
/// @param evictions who has to stop for some of them
/// @param promises where those will go for whom others stop; the next plan is to know
public record Plan(
        List<PlacementDecision> decisions,
        Map<AllocationId, PendingExplanation> pending,
        PlanFigures figures,
        List<Eviction> evictions,
        Map<AllocationId, NodeId> promises) {

    public Plan {
        decisions = List.copyOf(decisions);
        pending = Map.copyOf(pending);
        evictions = List.copyOf(evictions);
        promises = Map.copyOf(promises);
    }

    /// The same but for what is placed and what waits.
    public Plan with(
            List<PlacementDecision> placed, Map<AllocationId, PendingExplanation> waiting) {
        return new Plan(placed, waiting, figures, evictions, promises);
    }
}
