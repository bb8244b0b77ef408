package dev.meridian.controlplane.telemetry.model;

import org.jspecify.annotations.Nullable;

/// What a host used when it was last heard.
///
/// @param cores of its CPU
/// @param memory MiB
/// @param accelerators how busy its devices are, 0…1, the mean of all; null: it measures none
public record HostUse(double cores, double memory, @Nullable Double accelerators) {}
