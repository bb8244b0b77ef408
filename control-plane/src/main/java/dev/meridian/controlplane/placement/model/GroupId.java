package dev.meridian.controlplane.placement.model;

import java.util.UUID;

/// Names a task group of a job.
public record GroupId(UUID value) {}
