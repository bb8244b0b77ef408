package dev.meridian.controlplane.placement.model;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;

/// An allocation that is to stop so that others may start.
///
/// @param forJob whose turn it is
/// @param sentence for the owner of what is stopped
public record Eviction(AllocationId victim, JobId forJob, Kind kind, String sentence) {

    public enum Kind {
        /// For a more important job.
        PREEMPT,
        /// It stands on what was lent, and the queue that it was promised to wants it.
        RECLAIM
    }
}
