package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An allocation that has a place, for which a planner shall look as if it waited.
public interface HoldsPlace {
    JobId job();

    UUID groupId();

    String group();

    String queue();

    int priority();

    Instant submittedAt();

    /// Groups of the job with the same value stop and start as one; empty: it is of none.
    Optional<String> gang();

    /// What the planner shall take for it.
    EligibleGroup.Waiting asWaiting();

    /// By task group, in the order of their first ones; without those of jobs that have no spec
    /// here.
    ///
    /// @param spent by jobs that have a budget
    static List<EligibleGroup> groups(
            List<? extends HoldsPlace> all, Map<JobId, JobSpec> specs, Map<JobId, Spent> spent) {
        return all.stream()
                .filter(one -> specs.containsKey(one.job()))
                .collect(
                        Collectors.groupingBy(
                                HoldsPlace::groupId,
                                LinkedHashMap::new,
                                Collectors.<HoldsPlace>toList()))
                .values()
                .stream()
                .flatMap(members -> group(members, specs, spent))
                .toList();
    }

    private static Stream<EligibleGroup> group(
            List<HoldsPlace> members, Map<JobId, JobSpec> specs, Map<JobId, Spent> spent) {
        HoldsPlace first = members.getFirst();
        JobSpec spec = Objects.requireNonNull(specs.get(first.job()));
        return spec.group(first.group()).stream()
                .map(group ->
                        new EligibleGroup(
                                first.job(),
                                first.groupId(),
                                spec,
                                group,
                                first.queue(),
                                first.priority(),
                                first.submittedAt(),
                                first.gang(),
                                0,
                                Optional.empty(),
                                spent.getOrDefault(first.job(), Spent.NOTHING),
                                members.stream().map(HoldsPlace::asWaiting).toList()));
    }
}
