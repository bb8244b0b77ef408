package dev.meridian.controlplane.placement.model;

/// A wish about a node's label.
///
/// @param weight -100 … 100; below 0 the node is shunned where the condition holds
public record Affinity(Constraint condition, int weight) {}
