package dev.meridian.controlplane.telemetry.model.demand;

import org.jspecify.annotations.Nullable;

/// How much is held or waited for together.
///
/// @param cores of CPU
/// @param memory MiB
/// @param storage MiB
/// @param model of the devices; null: none are asked for
/// @param devices in all, shares counted as such
public record Asked(
        double cores, double memory, double storage, @Nullable String model, double devices) {}
