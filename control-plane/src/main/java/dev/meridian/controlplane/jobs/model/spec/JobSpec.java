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
        @Says("copies in several regions") @NotYetEffective @Nullable RedundancySpec redundancy,
        @Says("what becomes of copies whose node falls silent") @Nullable DisconnectSpec disconnect,
        @Says("how a service is reached") @NotYetEffective @Nullable ServiceSpec service,
        @Says("how a service grows and shrinks") @NotYetEffective @Nullable ScalingSpec scaling) {

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
        checks.orThrow();
    }

    /// Instances of all groups.
    public int instances() {
        return taskGroups.stream().mapToInt(TaskGroupSpec::instances).sum();
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
                new PlacementSpec(
                        placement.anyOf(), residency, placement.data(), placement.latency()),
                budget,
                runtime,
                checkpoint,
                deadline,
                retry,
                redundancy,
                disconnect,
                service,
                scaling);
    }

    /// The disconnect policy in force, filled from the job's type.
    public DisconnectRule disconnectRule() {
        return DisconnectRule.of(type, disconnect);
    }
}
