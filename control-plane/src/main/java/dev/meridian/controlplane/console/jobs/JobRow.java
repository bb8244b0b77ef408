package dev.meridian.controlplane.console.jobs;

import dev.meridian.controlplane.jobs.model.view.JobFootprint;
import dev.meridian.controlplane.jobs.model.view.JobLine;
import java.time.Duration;
import java.time.Instant;

/// A job in the list.
///
/// @param age since it was submitted, or how long it took from then to its end
/// @param mayBeOrdered whether the reader may stop it
record JobRow(JobLine job, JobFootprint footprint, Duration age, boolean mayBeOrdered) {

    static JobRow of(JobLine job, JobFootprint footprint, Instant now, boolean mayBeOrdered) {
        Instant end = job.endedAt() == null ? now : job.endedAt();
        return new JobRow(job, footprint, Duration.between(job.submittedAt(), end), mayBeOrdered);
    }

    /// Of places: the one node, or how many in which regions.
    public String where() {
        if (footprint.nodes() == 0) {
            return "";
        }
        int regions = footprint.regions().size();
        return footprint.nodes()
                + " nodes in "
                + (regions == 1 ? footprint.regions().getFirst() : regions + " regions");
    }
}
