package dev.meridian.controlplane.telemetry.model.demand;

import java.time.Instant;

/// Marks the part of a series that was not observed here: the past of some other fleet, loaded so
/// that there is something to look at.
///
/// @param from inclusive
/// @param to exclusive
/// @param source where it comes from, for people
public record Loaded(Instant from, Instant to, String source, Instant at) {}
