package dev.meridian.controlplane.placement.model;

import dev.meridian.controlplane.jobs.model.AllocationId;
import java.util.List;
import java.util.Map;

/// What the planner proposes. It is committed row by row and may be refused as stale.
///
/// @param pending why each allocation that is not placed waits
/// @param evictions who has to stop for some of them
public record Plan(
        List<PlacementDecision> decisions,
        Map<AllocationId, PendingExplanation> pending,
        PlanFigures figures,
        List<Eviction> evictions) {

    public Plan {
        decisions = List.copyOf(decisions);
        pending = Map.copyOf(pending);
        evictions = List.copyOf(evictions);
    }

    /// The same but for what is placed and what waits.
    public Plan with(
            List<PlacementDecision> placed, Map<AllocationId, PendingExplanation> waiting) {
        return new Plan(placed, waiting, figures, evictions);
    }
}
