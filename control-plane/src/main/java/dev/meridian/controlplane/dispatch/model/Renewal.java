package dev.meridian.controlplane.dispatch.model;

import dev.meridian.controlplane.jobs.model.AllocationId;
import java.time.Duration;

/// A lease that was granted again.
///
/// @param lease how long the copy may run on, from the moment at which its agent sent the heartbeat
public record Renewal(AllocationId allocation, int epoch, Duration lease) {}
