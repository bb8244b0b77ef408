package dev.meridian.controlplane.telemetry.model;

import dev.meridian.controlplane.jobs.model.AllocationId;

/// Names one stream of one attempt.
public record LogKey(AllocationId allocation, int epoch, LogStream stream) {}
