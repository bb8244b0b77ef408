package dev.meridian.controlplane.jobs.model.view;

import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;

/// What the jobs of a queue hold at this moment, and what they cost since the hours that are
/// closed.
///
/// @param instances that have a place
/// @param accelerators whole devices and shares of them
/// @param dollarsPerHour by the prices at which they were placed
/// @param sinceClosed US dollars
public record QueueUse(
        String project,
        String queue,
        long instances,
        Millicores cpu,
        Mebibytes memory,
        double accelerators,
        double dollarsPerHour,
        double sinceClosed,
        double coreHoursSinceClosed,
        double acceleratorHoursSinceClosed) {}
