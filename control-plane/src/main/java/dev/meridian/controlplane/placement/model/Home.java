package dev.meridian.controlplane.placement.model;

import dev.meridian.controlplane.fleet.model.NodeId;

/// Where a copy runs that may go on elsewhere, and what it would lose by that.
///
/// @param region of the node
/// @param lostSeconds of work that would be done again: all since its start, or since its last
///   checkpoint
public record Home(NodeId node, String region, double lostSeconds) {}
