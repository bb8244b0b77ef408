package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Requirement;

/// A soft goal whose value depends only on the allocation and the node, not on what else is placed.
public non-sealed interface NodeCost extends NodeGoal {

    /// Points per unit.
    double weight();

    /// In the goal's unit; less is better.
    double cost(Requirement requirement, Node node);

    /// What the value means here.
    String explain(Requirement requirement, Node node);

    @Override
    default boolean hard() {
        return false;
    }
}
