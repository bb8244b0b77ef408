package dev.meridian.controlplane.jobs.model.view;

import java.time.Instant;

/// What a queue cost in one hour, in US dollars.
///
/// @param hour its beginning
public record SpentHour(String queue, Instant hour, double dollars) {}
