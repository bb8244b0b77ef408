package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// What one transaction has locked and read so far.
///
/// Jobs are locked before any of their rows is read, in the order of their ids: so each job has one
/// writer at a time, what is read stays true, and two transactions never wait for each other in a
/// circle.
public final class WorkingSet {
    private final MovingRows rows;
    private final Map<JobId, TrackedJob> jobs = new LinkedHashMap<>();
    private final Map<AllocationId, Tracked> allocations = new LinkedHashMap<>();
    private final Map<JobId, List<Tracked>> byJob = new HashMap<>();

    /// Jobs and gangs of which every allocation has been read.
    private final Set<Object> whole = new HashSet<>();

    WorkingSet(MovingRows rows) {
        this.rows = rows;
    }

    /// Locks the jobs of these allocations and reads them; what does not exist is absent
    /// afterwards.
    public void take(Collection<AllocationId> ids) {
        lock(rows.jobsOf(ids));
        keep(rows.allocations(ids, jobs));
    }

    /// Locks the jobs of all that these nodes hold, and reads what they hold.
    public List<Tracked> takeHeldBy(Collection<NodeId> nodes) {
        List<AllocationId> held = rows.heldBy(nodes);
        take(held);
        return held.stream()
                .flatMap(id -> find(id).stream())
                .filter(each -> each.state().kind().isLive())
                .toList();
    }

    public Optional<TrackedJob> takeJob(JobId id) {
        lock(List.of(id));
        return Optional.ofNullable(jobs.get(id));
    }

    public Optional<Tracked> find(AllocationId id) {
        return Optional.ofNullable(allocations.get(id));
    }

    /// All allocations of a locked job, those that ended included.
    public List<Tracked> allOf(TrackedJob job) {
        if (whole.add(job.id())) {
            keep(rows.ofGroups(job.groups(), jobs, allocations.keySet()));
        }
        return mine(job).toList();
    }

    /// Those of a locked job that have not ended.
    public List<Tracked> goingOnOf(TrackedJob job) {
        keep(rows.goingOnOf(job, jobs));
        return mine(job).filter(each -> !each.state().kind().isEnded()).toList();
    }

    /// The gang of an allocation without itself; empty where it is of none.
    public List<Tracked> matesOf(Tracked one) {
        Optional<String> gang = one.group().gang();
        if (gang.isEmpty()) {
            return List.of();
        }
        List<TrackedGroup> groups =
                one.job().groups().stream().filter(group -> group.gang().equals(gang)).toList();
        List<UUID> ids = groups.stream().map(TrackedGroup::id).toList();
        if (whole.add(ids)) {
            keep(rows.ofGroups(groups, jobs, allocations.keySet()));
        }
        return mine(one.job())
                .filter(each -> !each.id().equals(one.id()) && ids.contains(each.group().id()))
                .toList();
    }

    /// Of all nodes, mebibytes; 0 where there is none.
    public long largestMemory() {
        return rows.largestMemory();
    }

    public List<TrackedJob> jobs() {
        return List.copyOf(jobs.values());
    }

    List<Tracked> moved() {
        return allocations.values().stream().filter(Tracked::isMoved).toList();
    }

    private Stream<Tracked> mine(TrackedJob job) {
        return List.copyOf(byJob.getOrDefault(job.id(), List.of())).stream();
    }

    private void lock(Collection<JobId> ids) {
        List<JobId> missing = ids.stream().filter(id -> !jobs.containsKey(id)).toList();
        if (!missing.isEmpty()) {
            rows.lock(missing).forEach(job -> jobs.put(job.id(), job));
        }
    }

    private void keep(List<Tracked> read) {
        List<AllocationId> withStandbys = new ArrayList<>();
        for (Tracked each : read) {
            if (allocations.putIfAbsent(each.id(), each) == null) {
                byJob.computeIfAbsent(each.job().id(), _ -> new ArrayList<>()).add(each);
                if (each.group().standbys() > 0) {
                    withStandbys.add(each.id());
                }
            }
        }
        if (!withStandbys.isEmpty()) {
            rows.standbys(withStandbys)
                    .forEach((id, standing) ->
                            Objects.requireNonNull(allocations.get(id)).standbys(standing));
        }
    }
}
