package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Veto;

/// A hard goal about one allocation on one node.
public non-sealed interface NodeRule extends NodeGoal {

    /// Whether only what the node is counts, and not what is free on it: such a verdict holds for a
    /// whole snapshot.
    boolean fixed();

    /// How much is missing, in the goal's unit; 0: the node can take it.
    long missing(Requirement requirement, NodeView view);

    /// The refusal in words and numbers; to be asked only where something is missing.
    Veto veto(Requirement requirement, NodeView view);

    /// What would have to be asked instead for this node to take it.
    String relaxed(Requirement requirement, NodeView view);

    /// By how much the node is over its capacity, whatever is asked of it.
    default long overflow(NodeView view) {
        return 0;
    }

    @Override
    default boolean hard() {
        return true;
    }
}
