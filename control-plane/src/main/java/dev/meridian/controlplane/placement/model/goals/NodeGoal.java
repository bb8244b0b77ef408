package dev.meridian.controlplane.placement.model.goals;

/// Judges one allocation on one node.
public sealed interface NodeGoal extends Goal permits NodeRule, NodeCost, NodeBalance {}
