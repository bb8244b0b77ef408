package dev.meridian.controlplane.placement.migration;

import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Requirement;

/// A copy that runs and may go on elsewhere.
///
/// @param placed what it holds now
/// @param asked what it asks of its next node; it knows its home
public record Runner(Placed placed, PendingGroup group, PendingAllocation asked) {

    public Requirement requirement() {
        return asked.requirement();
    }
}
