package dev.meridian.controlplane.dispatch.model;

import dev.meridian.controlplane.fleet.model.NodeId;

/// What was seen of a host within a span of time that may speak against it.
///
/// @param failedStarts different jobs that it could not start and that no other host failed to
///   start
/// @param lostLeases times at which what it held was given up; all of one silence are one
/// @param silences times at which it fell silent while it held something
public record HostRecord(NodeId node, int failedStarts, int lostLeases, int silences) {}
