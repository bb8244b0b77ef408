package dev.meridian.controlplane.placement.model;

import java.time.Instant;

/// When something that waits is expected to start.
public record StartRange(Instant p10, Instant p50, Instant p90) {}
