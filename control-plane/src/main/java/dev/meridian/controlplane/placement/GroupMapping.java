package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.jobs.Unplannable;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.EligibleGroup;
import dev.meridian.controlplane.jobs.model.Shrinking;
import dev.meridian.controlplane.jobs.model.Spent;
import dev.meridian.controlplane.jobs.model.spec.AcceleratorRequest;
import dev.meridian.controlplane.jobs.model.spec.BudgetSpec;
import dev.meridian.controlplane.jobs.model.spec.ConstraintSpec;
import dev.meridian.controlplane.jobs.model.spec.DataShares;
import dev.meridian.controlplane.jobs.model.spec.DataSpec;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.model.spec.JobType;
import dev.meridian.controlplane.jobs.model.spec.LabelValue;
import dev.meridian.controlplane.jobs.model.spec.Operator;
import dev.meridian.controlplane.jobs.model.spec.SpreadSpec;
import dev.meridian.controlplane.jobs.model.spec.TaskGroupSpec;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.Bounds;
import dev.meridian.controlplane.placement.model.DomainLevel;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.LastPlace;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Spread;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A task group that waits, as the planner sees it.
final class GroupMapping {

    private GroupMapping() {}

    /// Who has found no other node for so long goes back to the one that it shuns: it may be the
    /// only one.
    private static final Duration SHUNNED_FOR = Duration.ofMinutes(1);

    /// @param placed instances of the group that hold a node now
    /// @param lastNodes where allocations ran before
    static PendingGroup group(
            EligibleGroup waiting,
            int placed,
            Map<AllocationId, LastPlace> lastNodes,
            Instant now) {
        TaskGroupSpec group = waiting.group();
        String gang = waiting.gang().orElse(null);
        return new PendingGroup(
                new GroupId(waiting.groupId()),
                waiting.job(),
                group.name(),
                waiting.spec().project(),
                waiting.queue(),
                waiting.priority(),
                waiting.submittedAt(),
                gang,
                gang == null ? 0 : placed + needed(waiting, now),
                spreads(waiting.spec(), group),
                group.topology() == null ? null : level(group.topology().required()),
                group.topology() == null ? null : level(group.topology().preferred()),
                allocations(waiting, lastNodes, now.minus(SHUNNED_FOR)),
                waiting.spec().preemptible(),
                bounds(waiting.spec(), waiting.spent()));
    }

    /// Empty where its spec makes no request that the planner understands: it is left out then.
    static Optional<PendingGroup> group(
            EligibleGroup waiting,
            int placed,
            Map<AllocationId, LastPlace> lastNodes,
            Instant now,
            Unplannable unplannable) {
        try {
            return Optional.of(group(waiting, placed, lastNodes, now));
        } catch (RuntimeException e) {
            unplannable.add(
                    waiting.job(),
                    waiting.waiting().stream().map(EligibleGroup.Waiting::allocation).toList(),
                    e);
            return Optional.empty();
        }
    }

    /// Places that are to stand by for allocations of a group.
    static Optional<PendingGroup> standbys(
            EligibleGroup wanted, Instant now, Unplannable unplannable) {
        return group(wanted, 0, Map.of(), now, unplannable)
                .map(group -> group.named(GroupId.standbysOf(wanted.groupId())));
    }

    static Bounds bounds(JobSpec spec, Spent spent) {
        BudgetSpec budget = spec.budget();
        return budget == null && spec.deadline() == null
                ? Bounds.NONE
                : new Bounds(
                        spec.deadline(),
                        budget == null ? null : budget.maxHourlyCost(),
                        budget == null ? null : budget.maxTotalCost(),
                        spent);
    }

    /// How many of those that wait must start at once, if any does.
    private static int needed(EligibleGroup waiting, Instant now) {
        return waiting.shrinking()
                .map(rule -> rule.needed(now))
                .orElseGet(() -> waiting.waiting().size());
    }

    /// When time alone makes another group of it: a node is shunned no longer, or fewer may start.
    static Instant goodUntil(EligibleGroup waiting, Instant now) {
        Stream<Instant> shunned =
                waiting.waiting().stream()
                        .filter(one -> one.tally().avoidNode() != null)
                        .map(one -> one.since().plus(SHUNNED_FOR));
        return Stream.concat(shunned, waiting.shrinking().map(Shrinking::from).stream())
                .filter(end -> !end.isBefore(now))
                .map(end -> end.plusMillis(1))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    /// Equal requirements are one object: most instances of a group ask for the same.
    private static List<PendingAllocation> allocations(
            EligibleGroup waiting, Map<AllocationId, LastPlace> lastNodes, Instant tooLong) {
        DataShares shares = DataShares.of(waiting.spec(), waiting.group());
        Map<List<DataSpec>, Requirement> usual = new HashMap<>();
        return waiting.waiting().stream()
                .map(one -> {
                    double factor = one.tally().memoryFactor();
                    NodeId avoid = one.since().isBefore(tooLong) ? null : one.tally().avoidNode();
                    LastPlace last = lastNodes.get(one.allocation());
                    List<DataSpec> data = shares.of(one.index());
                    Requirement requirement =
                            factor == 1 && avoid == null && last == null && one.shut().isEmpty()
                                    ? usual.computeIfAbsent(
                                            data,
                                            _ ->
                                                    requirement(
                                                            waiting.spec(),
                                                            waiting.group(),
                                                            data,
                                                            1,
                                                            null,
                                                            null,
                                                            List.of()))
                                    : requirement(
                                            waiting.spec(),
                                            waiting.group(),
                                            last == null ? data : last.with(data),
                                            factor,
                                            avoid,
                                            last == null ? null : last.node(),
                                            one.shut());
                    return new PendingAllocation(
                            one.allocation(), one.version(), one.index(), requirement);
                })
                .toList();
    }

    /// Of an instance that has not run yet.
    ///
    /// @param index of the instance, from 0
    static Requirement requirement(JobSpec spec, TaskGroupSpec group, int index) {
        List<DataSpec> data = DataShares.of(spec, group).of(index);
        return requirement(spec, group, data, 1, null, null, List.of());
    }

    /// @param data that this instance reads
    /// @param memoryFactor what an attempt that ran out of memory asks for more
    /// @param shut regions that must not take it
    private static Requirement requirement(
            JobSpec spec,
            TaskGroupSpec group,
            List<DataSpec> data,
            double memoryFactor,
            @Nullable NodeId avoid,
            @Nullable NodeId last,
            List<RegionName> shut) {
        var resources = group.resources();
        return new Requirement(
                new Amounts(resources.cpu(), resources.memory(), resources.disk())
                        .withMemoryTimes(memoryFactor),
                accelerators(resources.accelerators()),
                group.task().driver().word(),
                shut.isEmpty() ? group.constraints() : outside(shut, group.constraints()),
                group.tolerations(),
                Set.copyOf(spec.placement().jurisdictions()),
                spec.placement().anyOf(),
                group.affinities(),
                data,
                spec.type() == JobType.SERVICE,
                spec.placement().latency(),
                avoid,
                last);
    }

    private static List<ConstraintSpec> outside(
            List<RegionName> regions, List<ConstraintSpec> others) {
        return Stream.concat(
                        others.stream(),
                        regions.stream()
                                .map(region ->
                                        new ConstraintSpec(
                                                "region",
                                                Operator.NOT_EQUAL,
                                                LabelValue.of(region.value()))))
                .toList();
    }

    private static AcceleratorNeed accelerators(@Nullable AcceleratorRequest request) {
        return request == null
                ? AcceleratorNeed.NONE
                : new AcceleratorNeed(
                        request.anyModel() ? null : request.model(),
                        request.count(),
                        request.millisPerDevice());
    }

    /// Copies that are at work in several regions are never together in one, whatever the group
    /// says itself.
    static List<Spread> spreads(JobSpec spec, TaskGroupSpec group) {
        Stream<Spread> own = group.spread().stream().map(GroupMapping::spread);
        return (spec.regionsAtWork(group) == 1
                        ? own
                        : Stream.concat(
                                Stream.of(new Spread(DomainLevel.REGION, 0, group.instances())),
                                own))
                .toList();
    }

    private static Spread spread(SpreadSpec spread) {
        return new Spread(
                new DomainLevel(spread.by()),
                spread.minDomains() == null ? 0 : spread.minDomains(),
                spread.maxPerDomain() == null ? 0 : spread.maxPerDomain());
    }

    static @Nullable DomainLevel level(@Nullable String name) {
        return name == null ? null : new DomainLevel(name);
    }
}
