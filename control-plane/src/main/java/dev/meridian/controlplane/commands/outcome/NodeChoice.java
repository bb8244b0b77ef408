package dev.meridian.controlplane.commands.outcome;

import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;

/// By what a rival chooses among the nodes that could take an allocation.
public interface NodeChoice {

    /// Called before each plan.
    default void look(Snapshot snapshot) {
        // most know all they need from the node
    }

    /// Less is better; of equal ones the first of the fleet is taken.
    double badness(Requirement requirement, Hall hall);
}
