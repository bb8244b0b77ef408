package dev.meridian.controlplane.forecast.model.runtime;

import java.time.Instant;

/// A task group of which something has held a place before.
///
/// @param queued when the group came
/// @param seconds that one of its allocations ran at most, over all attempts that have ended
public record Again(Instant queued, double seconds) {}
