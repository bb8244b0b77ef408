package dev.meridian.controlplane.placement.order;

import java.time.Instant;

/// What a group of which something has held a place before has come to.
///
/// @param spent seconds for which one instance has held its place, over all attempts that have
///   ended
/// @param queued when the group came
public record Past(double spent, Instant queued) {}
