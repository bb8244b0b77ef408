package dev.meridian.controlplane.forecast.model;

import java.time.Instant;

/// One measured value and when it was measured.
public record Reading(Instant at, double value) {}
