package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.PendingGroup;

/// Judges where the instances of a task group are, all together.
public sealed interface PlanGoal extends Goal permits GroupRule, GroupCost {

    /// Whether the group asks for it.
    boolean applies(PendingGroup group);
}
