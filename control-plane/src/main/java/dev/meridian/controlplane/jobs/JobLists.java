package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.view.JobCounts;
import dev.meridian.controlplane.jobs.model.view.JobFilter;
import dev.meridian.controlplane.jobs.model.view.JobFootprint;
import dev.meridian.controlplane.jobs.store.JobCensus;
import dev.meridian.controlplane.jobs.store.JobFootprints;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Service;

/// What stands beside a list of jobs: how many there are of each kind, and where each is.
@Service
public class JobLists {
    /// Enough for a month of most installations; beyond it nobody counts by eye.
    private static final int MOST_ENDED = 100_000;

    private static final int MOST_ALLOCATIONS = 200;

    private final JobCensus census;
    private final JobFootprints footprints;
    private final Clock clock;
    private final Recent<JobFilter, JobCounts> counted;

    JobLists(JobCensus census, JobFootprints footprints, Clock clock) {
        this.census = census;
        this.footprints = footprints;
        this.clock = clock;
        counted = new Recent<>(clock);
    }

    /// All that has not ended, and the newest 100,000 of what has, as it was some seconds ago.
    public JobCounts counts(JobFilter filter) {
        return counted.of(filter, () -> census.count(filter, MOST_ENDED));
    }

    /// Jobs without any allocation are absent; of each no more than 200 are looked at.
    public Map<JobId, JobFootprint> footprints(Collection<JobId> jobs) {
        return jobs.isEmpty() ? Map.of() : footprints.of(jobs, MOST_ALLOCATIONS, clock.instant());
    }
}
