package dev.meridian.controlplane.placement.model;

import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.model.queues.QueueId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A task group of which instances wait to be placed, with the rules that bind its instances
/// together.
///
/// @param gang names what must start together within the job: the group's own name, or a gang over
///   several groups; null: each instance on its own
/// @param minCount of a gang: instances of this group that must run at once; else 0
/// @param required all instances in one such domain; null: no such rule
/// @param preferred the same as a wish
/// @param priority of the job's priority class; more is served first
/// @param preemptible it may be stopped for others
/// @param bounds what is allowed to the whole job
public record PendingGroup(
        GroupId id,
        JobId job,
        String name,
        String project,
        String queue,
        int priority,
        Instant submittedAt,
        @Nullable String gang,
        int minCount,
        List<Spread> spreads,
        @Nullable DomainLevel required,
        @Nullable DomainLevel preferred,
        List<PendingAllocation> allocations,
        boolean preemptible,
        Bounds bounds) {

    public PendingGroup {
        spreads = List.copyOf(spreads);
        allocations = List.copyOf(allocations);
        if ((gang == null) != (minCount == 0)) {
            throw new IllegalArgumentException(
                    "a gang, and nothing else, says how many must start together");
        }
    }

    /// Of a job that is allowed all.
    public PendingGroup(
            GroupId id,
            JobId job,
            String name,
            String project,
            String queue,
            int priority,
            Instant submittedAt,
            @Nullable String gang,
            int minCount,
            List<Spread> spreads,
            @Nullable DomainLevel required,
            @Nullable DomainLevel preferred,
            List<PendingAllocation> allocations,
            boolean preemptible) {
        this(
                id,
                job,
                name,
                project,
                queue,
                priority,
                submittedAt,
                gang,
                minCount,
                spreads,
                required,
                preferred,
                allocations,
                preemptible,
                Bounds.NONE);
    }

    /// One that must not be stopped.
    public PendingGroup(
            GroupId id,
            JobId job,
            String name,
            String project,
            String queue,
            int priority,
            Instant submittedAt,
            @Nullable String gang,
            int minCount,
            List<Spread> spreads,
            @Nullable DomainLevel required,
            @Nullable DomainLevel preferred,
            List<PendingAllocation> allocations) {
        this(
                id,
                job,
                name,
                project,
                queue,
                priority,
                submittedAt,
                gang,
                minCount,
                spreads,
                required,
                preferred,
                allocations,
                false);
    }

    /// As if no more than so many waited.
    public PendingGroup first(int many) {
        return with(allocations.subList(0, many));
    }

    /// As if only these waited.
    public PendingGroup with(List<PendingAllocation> waiting) {
        return new PendingGroup(
                id,
                job,
                name,
                project,
                queue,
                priority,
                submittedAt,
                gang,
                minCount,
                spreads,
                required,
                preferred,
                waiting,
                preemptible,
                bounds);
    }

    /// The same under another name.
    public PendingGroup named(GroupId other) {
        return new PendingGroup(
                other,
                job,
                name,
                project,
                queue,
                priority,
                submittedAt,
                gang,
                minCount,
                spreads,
                required,
                preferred,
                allocations,
                preemptible,
                bounds);
    }

    /// The same with such prospects; those that ask for the same go on doing so.
    public PendingGroup at(Stakes stakes) {
        Map<Requirement, Requirement> known = new HashMap<>();
        return with(
                allocations.stream()
                        .map(one ->
                                one.with(
                                        known.computeIfAbsent(
                                                one.requirement(), each -> each.with(stakes))))
                        .toList());
    }

    public QueueId queueId() {
        return new QueueId(project, queue);
    }

    /// Whether where one instance goes depends on where others are.
    public boolean isBound() {
        return gang != null || required != null || preferred != null || !spreads.isEmpty();
    }
}
