package dev.meridian.controlplane.dispatch.model;

import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.jobs.model.JobId;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A region is to be lost to some jobs.
///
/// @param jobs chosen one by one; empty where a project or everything is chosen
/// @param project all of its jobs; null: not so
/// @param everything every job in the region
/// @param within how long the drill may last; null: ten minutes longer than the longest lease that
///   it withholds
public record DrillOrder(
        RegionName region,
        Set<JobId> jobs,
        @Nullable String project,
        boolean everything,
        @Nullable Duration within,
        String reason,
        String by) {

    public DrillOrder {
        jobs = Set.copyOf(jobs);
    }
}
