package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.view.AllocationView;
import dev.meridian.controlplane.jobs.model.view.EventView;
import dev.meridian.controlplane.jobs.model.view.JobFilter;
import dev.meridian.controlplane.jobs.model.view.JobLine;
import dev.meridian.controlplane.jobs.model.view.JobView;
import dev.meridian.controlplane.jobs.model.view.Page;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is told of jobs.
public class JobQueries {

    /// Newest first.
    ///
    /// @param cursor of the page before; null: from the start
    /// @throws IllegalArgumentException when the cursor is none of ours
    public Page<JobLine> list(JobFilter filter, @Nullable String cursor, int limit) {
        throw new UnsupportedOperationException("not yet");
    }

    public Optional<JobView> job(JobId id) {
        throw new UnsupportedOperationException("not yet");
    }

    /// Absent where there is no such job.
    public Map<JobId, JobLine> lines(Collection<JobId> ids) {
        throw new UnsupportedOperationException("not yet");
    }

    /// By group and index.
    public Page<AllocationView> allocations(JobId job, @Nullable String cursor, int limit) {
        throw new UnsupportedOperationException("not yet");
    }

    public Optional<AllocationView> allocation(AllocationId id) {
        throw new UnsupportedOperationException("not yet");
    }

    /// Oldest first, after the event with this id; 0: from the beginning.
    public List<EventView> events(JobId job, long afterId, int limit) {
        throw new UnsupportedOperationException("not yet");
    }

    /// Of all jobs of these projects (empty: of everything), oldest first.
    public List<EventView> events(Set<String> projects, long afterId, int limit) {
        throw new UnsupportedOperationException("not yet");
    }

    /// The newest event's id, to follow from; empty while there is none.
    public OptionalLong newestEvent() {
        throw new UnsupportedOperationException("not yet");
    }

    /// Place in its queue, 1 for the next; empty where nothing of it waits.
    public OptionalLong queuePosition(JobId job) {
        throw new UnsupportedOperationException("not yet");
    }
}
