package dev.meridian.controlplane.dispatch.model;

import dev.meridian.controlplane.fleet.model.NodeId;

/// Why an allocation is still on a node that is being drained.
///
/// @param token a reason for pending, or one of a drain's own
/// @param sentence for people
public record DrainReason(NodeId node, String token, String sentence) {}
