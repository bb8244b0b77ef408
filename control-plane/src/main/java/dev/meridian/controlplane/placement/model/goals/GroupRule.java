package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.PendingToken;

/// A hard goal about a whole group.
public non-sealed interface GroupRule extends PlanGoal {

    /// Instances that are where they must not be, or lacking; 0: the rule holds.
    long violations(PendingGroup group, GroupView view);

    /// What a group waits for that cannot meet it.
    PendingToken token();

    /// The rule of this group in words.
    String demand(PendingGroup group);

    @Override
    default boolean hard() {
        return true;
    }
}
