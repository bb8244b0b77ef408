package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.PendingGroup;

/// A soft goal about a whole group.
public non-sealed interface GroupCost extends PlanGoal {

    /// Points per unit.
    double weight();

    /// In the goal's unit; less is better.
    double cost(PendingGroup group, GroupView view);

    @Override
    default boolean hard() {
        return false;
    }
}
