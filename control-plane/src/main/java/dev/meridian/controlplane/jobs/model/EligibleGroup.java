package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.model.spec.TaskGroupSpec;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Allocations of one task group that may be placed now: nothing but room is missing.
///
/// @param queue the default filled
/// @param gang groups with the same value start all together or not at all; empty: each instance on
///   its own
/// @param placed instances of the group that have a node already
/// @param shrinking of a gang that may start again without all; empty: with all that wait
/// @param spent by the whole job; looked up only where it has a budget
/// @param waiting never empty; of a gang all that have not succeeded
public record EligibleGroup(
        JobId job,
        UUID groupId,
        JobSpec spec,
        TaskGroupSpec group,
        String queue,
        int priority,
        Instant submittedAt,
        Optional<String> gang,
        int placed,
        Optional<Shrinking> shrinking,
        Spent spent,
        List<Waiting> waiting) {
    public EligibleGroup {
        waiting = List.copyOf(waiting);
    }

    /// With those of another reading of the same group; who is in both is taken once.
    public EligibleGroup with(EligibleGroup other) {
        Map<AllocationId, Waiting> all = new LinkedHashMap<>();
        waiting.forEach(one -> all.put(one.allocation(), one));
        other.waiting.forEach(one -> all.putIfAbsent(one.allocation(), one));
        return new EligibleGroup(
                job,
                groupId,
                spec,
                group,
                queue,
                priority,
                submittedAt,
                gang,
                placed,
                shrinking,
                spent,
                List.copyOf(all.values()));
    }

    /// One allocation that waits.
    ///
    /// @param version to be named when it is placed
    /// @param since when it began to wait this time, at the latest when it was submitted
    /// @param shut regions that must not take it: one is lost to it while a drill lasts, or it has
    ///   a copy there
    public record Waiting(
            AllocationId allocation,
            long version,
            int index,
            int epoch,
            Tally tally,
            Instant since,
            List<RegionName> shut) {
        public Waiting {
            shut = List.copyOf(shut);
        }
    }
}
