package dev.meridian.controlplane.jobs.model.spec;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A job as it is asked for, its defaults filled.
public record JobSpec(
        @Says("name, need not be unique") String name,
        @Says("project that it belongs to") @Default("default") String project,
        @Says("queue of the project; absent: the project's default queue") @Nullable String queue,
        @Says("batch ends by itself, service does not") @Default("batch") JobType type,
        @Says(
                        "order among waiting jobs: low 100, standard 500, high 800, critical 1000, or as configured")
                @Default("standard")
                String priorityClass,
        @Says("may be stopped for more important jobs, and for who is owed its quota")
                @Default("false")
                boolean preemptible,
        @Says("shielded from preemption for so long after a start") @Nullable Duration minRuntime,
        @Says("template that fills what is not given") @NotYetEffective @Nullable String template,
        @Says("what is to be run") List<TaskGroupSpec> taskGroups,
        @Says("where it may run") PlacementSpec placement,
        @Says("what it may cost") @Nullable BudgetSpec budget,
        @Says("how long it runs") RuntimeSpec runtime,
        @Says("where tasks leave their state") @Nullable CheckpointSpec checkpoint,
        @Says("when it should be done; it presses when less than twice the foretold run is left")
                @Nullable Instant deadline,
        @Says("whether failed instances are tried again") RetrySpec retry,
        @Says("copies in several regions") @Nullable RedundancySpec redundancy,
        @Says("what becomes of copies whose node falls silent") @Nullable DisconnectSpec disconnect,
        @Says("how a service is reached") @NotYetEffective @Nullable ServiceSpec service,
        @Says("how a service grows and shrinks") @NotYetEffective @Nullable ScalingSpec scaling)
        implements PartlyEffective {

    private static final int MOST_GROUPS = 100;

    public JobSpec {
        taskGroups = List.copyOf(taskGroups);
        Checks checks =
                Checks.of()
                        .matches("name", name, Names.JOB, Names.JOB_HINT)
                        .matches("project", project, Names.DNS, Names.DNS_HINT)
                        .matches("queue", queue, Names.DNS, Names.DNS_HINT)
                        .matches("priorityClass", priorityClass, Names.GROUP, Names.GROUP_HINT)
                        .duration(
                                "minRuntime",
                                minRuntime,
                                Duration.ofSeconds(1),
                                Duration.ofDays(365))
                        .matches("template", template, Names.JOB, Names.JOB_HINT)
                        .size("taskGroups", taskGroups, 1, MOST_GROUPS);
        GroupChecks.check(checks, taskGroups);
        CopyChecks.check(checks, taskGroups, redundancy);
        checks.orThrow();
    }

    /// Why it cannot have such copies; empty: it can.
    public Optional<String> cannotHave(RedundancySpec copies) {
        return CopyChecks.obstacle(taskGroups, copies);
    }

    /// Instances of all groups, with the copies in further regions.
    public int instances() {
        return taskGroups.stream().mapToInt(this::instances).sum();
    }

    /// Instances of one of its groups, with the copies in further regions.
    public int instances(TaskGroupSpec group) {
        return group.instances() * regionsAtWork(group);
    }

    /// In how many regions a group is at work; 1: wherever there is room.
    public int regionsAtWork(TaskGroupSpec group) {
        return redundancy == null || group.inGang() ? 1 : redundancy.copies();
    }

    /// Prepared places in further regions that wait beside each instance of a group.
    public int standbys(TaskGroupSpec group) {
        return redundancy == null || group.inGang() ? 0 : redundancy.standbys();
    }

    /// Gangs start together or not at all, and go on so: no copy of them waits elsewhere.
    @Override
    public List<String> fieldsWithoutEffect() {
        return redundancy != null
                        && redundancy.regions() > 1
                        && taskGroups.stream().anyMatch(TaskGroupSpec::inGang)
                ? List.of("redundancy")
                : List.of();
    }

    public Optional<TaskGroupSpec> group(String groupName) {
        return taskGroups.stream().filter(group -> group.name().equals(groupName)).findFirst();
    }

    /// The same job, bound to these jurisdictions; empty: any.
    public JobSpec withResidency(Collection<String> jurisdictions) {
        ResidencySpec residency =
                jurisdictions.isEmpty()
                        ? null
                        : new ResidencySpec(jurisdictions.stream().sorted().toList());
        return with(
                new PlacementSpec(
                        placement.anyOf(), residency, placement.data(), placement.latency()),
                redundancy);
    }

    /// The same job with copies in several regions.
    public JobSpec withRedundancy(RedundancySpec copies) {
        return with(placement, copies);
    }

    private JobSpec with(PlacementSpec where, @Nullable RedundancySpec copies) {
        return new JobSpec(
                name,
                project,
                queue,
                type,
                priorityClass,
                preemptible,
                minRuntime,
                template,
                taskGroups,
                where,
                budget,
                runtime,
                checkpoint,
                deadline,
                retry,
                copies,
                disconnect,
                service,
                scaling);
    }

    /// The disconnect policy in force, filled from the job's type.
    public DisconnectRule disconnectRule() {
        return DisconnectRule.of(type, disconnect);
    }
}
