package dev.meridian.controlplane.telemetry.model;

import dev.meridian.controlplane.jobs.model.AllocationId;

/// How busy an accelerator was that an allocation held whole.
///
/// @param mean 0 to 1
/// @param busiest the mean of its busiest quarter of an hour
/// @param quarters of an hour that were measured
public record DeviceUse(
        AllocationId allocation, String device, double mean, double busiest, int quarters) {}
