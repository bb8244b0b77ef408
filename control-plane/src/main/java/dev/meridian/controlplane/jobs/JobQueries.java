package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.AllocationState;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.model.view.AllocationView;
import dev.meridian.controlplane.jobs.model.view.EventView;
import dev.meridian.controlplane.jobs.model.view.JobFilter;
import dev.meridian.controlplane.jobs.model.view.JobLine;
import dev.meridian.controlplane.jobs.model.view.JobView;
import dev.meridian.controlplane.jobs.model.view.Page;
import dev.meridian.controlplane.jobs.store.AllocationViews;
import dev.meridian.controlplane.jobs.store.EventViews;
import dev.meridian.controlplane.jobs.store.JobDetails;
import dev.meridian.controlplane.jobs.store.JobLines;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// What is told of jobs.
@Service
public class JobQueries {
    private static final int ALLOCATIONS_OF_A_VIEW = 1000;

    private final JobLines lines;
    private final JobDetails details;
    private final AllocationViews allocations;
    private final EventViews events;
    private final SpecCache specs;
    private final Clock clock;

    JobQueries(
            JobLines lines,
            JobDetails details,
            AllocationViews allocations,
            EventViews events,
            SpecCache specs,
            Clock clock) {
        this.lines = lines;
        this.details = details;
        this.allocations = allocations;
        this.events = events;
        this.specs = specs;
        this.clock = clock;
    }

    /// Newest first.
    ///
    /// @param cursor of the page before; null: from the start
    /// @throws IllegalArgumentException when the cursor is none of ours
    public Page<JobLine> list(JobFilter filter, @Nullable String cursor, int limit) {
        return lines.list(filter, cursor, limit);
    }

    public Optional<JobView> job(JobId id) {
        return job(id, ALLOCATIONS_OF_A_VIEW);
    }

    /// With no more than so many allocations; the first that waits is among them.
    public Optional<JobView> job(JobId id, int most) {
        Optional<JobLine> line = Optional.ofNullable(lines.byId(List.of(id)).get(id));
        Optional<JobDetails.Orders> orders = details.orders(id);
        if (line.isEmpty() || orders.isEmpty()) {
            return Optional.empty();
        }
        Stored spec = spec(id);
        return Optional.of(
                new JobView(
                        line.get(),
                        orders.get().suspended(),
                        orders.get().cancelReason(),
                        spec.spec(),
                        spec.problem(),
                        details.groups(id),
                        firstAndWaiting(id, most),
                        details.reasons(id),
                        details.standbys(id).orElse(null),
                        details.cost(id, clock.instant())));
    }

    /// @param spec null: it cannot be read
    /// @param problem why not
    private record Stored(@Nullable JobSpec spec, @Nullable String problem) {}

    /// One that is damaged takes nothing from what else is known of its job.
    private Stored spec(JobId id) {
        Map<JobId, String> problems = new HashMap<>();
        Map<JobId, JobSpec> read =
                specs.of(
                        List.of(id),
                        (job, failure) -> problems.put(job, Unplannable.told(failure)));
        return new Stored(
                read.get(id),
                read.containsKey(id)
                        ? null
                        : problems.getOrDefault(id, "there is no spec of this job"));
    }

    private List<AllocationView> firstAndWaiting(JobId id, int most) {
        List<AllocationView> first = allocations.page(id, -1, -1, most);
        if (first.size() < most
                || first.stream().anyMatch(one -> one.state() == AllocationState.Kind.PENDING)) {
            return first;
        }
        List<AllocationView> found = new ArrayList<>(first);
        found.addAll(allocations.waiting(id, 1));
        return found;
    }

    /// Something that differs when what is told of the job does, read from its newest rows alone:
    /// the last event, the job's version, why its first allocation waits, and what stands by.
    public String mark(JobId id) {
        return details.mark(id);
    }

    /// The newest first, before the event with this id.
    ///
    /// @param beforeId 0: the last ones
    public List<EventView> newestEvents(JobId job, long beforeId, int limit) {
        return events.newestOfJob(job, beforeId == 0 ? Long.MAX_VALUE : beforeId, limit);
    }

    /// Absent where there is no such job.
    public Map<JobId, JobLine> lines(Collection<JobId> ids) {
        return lines.byId(ids);
    }

    /// By group and index.
    ///
    /// @throws IllegalArgumentException when the cursor is none of ours
    public Page<AllocationView> allocations(JobId job, @Nullable String cursor, int limit) {
        GroupCursor after = cursor == null ? new GroupCursor(-1, -1) : GroupCursor.parse(cursor);
        List<AllocationView> found =
                allocations.page(job, after.ordinal(), after.index(), limit + 1);
        if (found.size() <= limit) {
            return new Page<>(found, Optional.empty());
        }
        AllocationView last = found.get(limit - 1);
        return new Page<>(
                found.subList(0, limit),
                Optional.of(
                        new GroupCursor(allocations.ordinal(job, last.group()), last.index())
                                .text()));
    }

    /// Where a page of allocations ended.
    private record GroupCursor(int ordinal, int index) {
        String text() {
            return ordinal + "." + index;
        }

        static GroupCursor parse(String text) {
            if (!text.matches("\\d{1,9}\\.\\d{1,9}")) {
                throw new IllegalArgumentException("the cursor is none that a list has given");
            }
            String[] parts = text.split("\\.", 2);
            return new GroupCursor(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }
    }

    public Optional<AllocationView> allocation(AllocationId id) {
        return allocations.one(id);
    }

    /// Oldest first, after the event with this id; 0: from the beginning.
    public List<EventView> events(JobId job, long afterId, int limit) {
        return events.ofJob(job, afterId, limit);
    }

    /// Of all jobs of these projects (empty: of everything), oldest first.
    public List<EventView> events(Set<String> projects, long afterId, int limit) {
        return events.ofProjects(projects, afterId, limit);
    }

    /// The newest event's id, to follow from; empty while there is none.
    public OptionalLong newestEvent() {
        return events.newest();
    }

    /// Place in its queue, 1 for the next; empty where nothing of it waits.
    public OptionalLong queuePosition(JobId job) {
        return lines.queuePosition(job);
    }
}
