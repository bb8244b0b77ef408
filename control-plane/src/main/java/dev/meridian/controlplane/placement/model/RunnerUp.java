package dev.meridian.controlplane.placement.model;

import dev.meridian.controlplane.fleet.model.NodeId;

/// The next best node for the same allocation.
///
/// @param score in points; less is better
public record RunnerUp(NodeId node, String name, double score) {}
