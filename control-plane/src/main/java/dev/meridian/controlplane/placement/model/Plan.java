package dev.meridian.controlplane.placement.model;

import dev.meridian.controlplane.jobs.model.AllocationId;
import java.util.List;
import java.util.Map;

/// What the planner proposes. It is committed row by row and may be refused as stale.
///
/// @param pending why each allocation that is not placed waits
public record Plan(
        List<PlacementDecision> decisions,
        Map<AllocationId, PendingExplanation> pending,
        PlanFigures figures) {

    public Plan {
        decisions = List.copyOf(decisions);
        pending = Map.copyOf(pending);
    }
}
