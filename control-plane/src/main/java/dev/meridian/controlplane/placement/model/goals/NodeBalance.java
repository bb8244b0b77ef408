package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.Requirement;

/// A soft goal about the state of a node. A placement costs what it adds, so the sum over a plan
/// depends on where things end up and not on the order in which they came.
public non-sealed interface NodeBalance extends NodeGoal {

    /// Points per unit.
    double weight();

    /// The state's value in the goal's unit; less is better.
    double potential(NodeView view);

    /// False where placing it never changes the value.
    default boolean concerns(Requirement requirement) {
        return true;
    }

    /// What a placement that changes the value by `change` does.
    String explain(NodeView before, double change);

    @Override
    default boolean hard() {
        return false;
    }
}
