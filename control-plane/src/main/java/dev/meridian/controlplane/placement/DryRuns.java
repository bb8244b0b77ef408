package dev.meridian.controlplane.placement;

import static java.util.Objects.requireNonNull;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.forecast.LiveRuns;
import dev.meridian.controlplane.forecast.RunTimes;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.Spent;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.model.spec.JobType;
import dev.meridian.controlplane.jobs.model.spec.PriorityClasses;
import dev.meridian.controlplane.jobs.model.spec.RuntimeEstimate;
import dev.meridian.controlplane.jobs.model.spec.TaskGroupSpec;
import dev.meridian.controlplane.kernel.Ids;
import dev.meridian.controlplane.placement.model.DryRun;
import dev.meridian.controlplane.placement.model.Explanation;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingExplanation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.PlacementDecision;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.RunnerUp;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.Stakes;
import dev.meridian.controlplane.placement.model.StartRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Plans a job on the live state, behind what waits already, and keeps nothing.
@Service
public class DryRuns {
    private static final Logger log = LoggerFactory.getLogger(DryRuns.class);

    /// Instances of one group that are looked at; a larger one tells nothing new.
    private static final int MOST_INSTANCES = 1000;

    private static final double SECONDS_OF_HOUR = 3600;

    /// Runs are told apart by who submits them, which a dry run does not know.
    private static final String NOBODY = "";

    private final SnapshotReader snapshots;
    private final Planning planning;
    private final ExpectedStarts starts;
    private final LiveRuns runs;
    private final Clock clock;
    private final Ids ids;

    DryRuns(
            SnapshotReader snapshots,
            Planning planning,
            ExpectedStarts starts,
            LiveRuns runs,
            Clock clock,
            Ids ids) {
        this.snapshots = snapshots;
        this.planning = planning;
        this.starts = starts;
        this.runs = runs;
        this.clock = clock;
        this.ids = ids;
    }

    /// Groups that depend on others are planned as if those had succeeded and gone.
    public DryRun plan(JobSpec spec) {
        Snapshot live = snapshots.read(clock.instant());
        JobId job = new JobId(ids.next());
        List<DryRun.Planned> planned = new ArrayList<>();
        planned.addAll(plan(live, spec, job, group -> group.dependsOn().isEmpty()));
        planned.addAll(plan(live, spec, job, group -> !group.dependsOn().isEmpty()));
        return new DryRun(
                planned.stream().allMatch(one -> one.reason() == null),
                planned.stream().mapToDouble(DryRun.Planned::pricePerHour).sum(),
                spec.instances(),
                planned);
    }

    private List<DryRun.Planned> plan(
            Snapshot live, JobSpec spec, JobId job, Predicate<TaskGroupSpec> wanted) {
        List<TaskGroupSpec> specs = spec.taskGroups().stream().filter(wanted).toList();
        if (specs.isEmpty()) {
            return List.of();
        }
        List<PendingGroup> groups =
                specs.stream().map(group -> pending(spec, group, job, live)).toList();
        Plan plan = plan(live, groups, job);
        Map<NodeId, Node> nodes =
                live.nodes().stream().collect(Collectors.toMap(Node::id, Function.identity()));
        Map<AllocationId, PlacementDecision> decisions =
                plan.decisions().stream()
                        .collect(
                                Collectors.toMap(
                                        PlacementDecision::allocation, Function.identity()));
        List<DryRun.Planned> planned = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            StartRange start = null;
            if (groups.get(i).allocations().stream()
                    .anyMatch(one -> !decisions.containsKey(one.id()))) {
                start = starts.of(spec, specs.get(i)).orElse(null);
            }
            for (PendingAllocation one : groups.get(i).allocations()) {
                PlacementDecision decision = decisions.get(one.id());
                planned.add(
                        decision == null
                                ? waiting(
                                        specs.get(i),
                                        one,
                                        requireNonNull(plan.pending().get(one.id())),
                                        start)
                                : placed(
                                        specs.get(i),
                                        one,
                                        decision,
                                        requireNonNull(nodes.get(decision.node()))));
            }
        }
        return planned;
    }

    /// Where the planner cannot bear what waits, as if nothing waited: who asks is not at fault.
    private Plan plan(Snapshot live, List<PendingGroup> groups, JobId job) {
        try {
            return planning.plan(
                    live.with(Stream.concat(live.groups().stream(), groups.stream()).toList()),
                    Findings.of(job));
        } catch (RuntimeException | StackOverflowError e) {
            log.warn("a dry run is planned as if nothing waited", e);
            return planning.plan(live.with(groups), Findings.of(job));
        }
    }

    private PendingGroup pending(JobSpec spec, TaskGroupSpec group, JobId job, Snapshot live) {
        Stakes stakes = new Stakes(hours(spec, group, live.at()), null, null);
        int most =
                group.array() == null || group.array().maxRunning() == null
                        ? spec.instances(group)
                        : group.array().maxRunning();
        String gang = gang(group);
        int count =
                gang != null
                        ? group.instances()
                        : Math.min(MOST_INSTANCES, Math.min(most, spec.instances(group)));
        return new PendingGroup(
                new GroupId(ids.next()),
                job,
                group.name(),
                spec.project(),
                spec.queue() == null ? "default" : spec.queue(),
                PriorityClasses.STANDARD.byName().getOrDefault(spec.priorityClass(), 0),
                live.at(),
                gang,
                gang == null ? 0 : count,
                GroupMapping.spreads(spec, group),
                group.topology() == null ? null : GroupMapping.level(group.topology().required()),
                group.topology() == null ? null : GroupMapping.level(group.topology().preferred()),
                IntStream.range(0, count)
                        .mapToObj(i ->
                                new PendingAllocation(
                                        new AllocationId(ids.next()),
                                        0,
                                        i,
                                        GroupMapping.requirement(spec, group, i).with(stakes)))
                        .toList(),
                spec.preemptible(),
                GroupMapping.bounds(spec, Spent.NOTHING));
    }

    /// As it says, or as runs like it took; 0 where nothing is known.
    private double hours(JobSpec spec, TaskGroupSpec group, Instant now) {
        if (spec.type() == JobType.SERVICE) {
            return 0;
        }
        RuntimeEstimate said = spec.runtime().estimate();
        Duration given = said == null ? null : said.given();
        return given != null
                ? given.toSeconds() / SECONDS_OF_HOUR
                : runs.runtime(RunTimes.traits(group, NOBODY), now)
                        .map(time -> time.p50() / SECONDS_OF_HOUR)
                        .orElse(0.0);
    }

    private static @Nullable String gang(TaskGroupSpec group) {
        if (group.gangGroup() != null) {
            return "gang " + group.gangGroup();
        }
        return group.gang() ? group.name() : null;
    }

    private static DryRun.Planned placed(
            TaskGroupSpec group, PendingAllocation one, PlacementDecision decision, Node node) {
        RunnerUp next = decision.runnerUp();
        return new DryRun.Planned(
                group.name(),
                one.index(),
                group.dependsOn(),
                node.name(),
                node.region().name(),
                node.cluster(),
                decision.devices(),
                decision.pricePerHour().dollars(),
                decision.score(),
                decision.goals(),
                next == null ? null : new Explanation.Next(next.name(), next.score()),
                null,
                List.of(),
                List.of(),
                List.of(),
                null);
    }

    private static DryRun.Planned waiting(
            TaskGroupSpec group,
            PendingAllocation one,
            PendingExplanation why,
            @Nullable StartRange start) {
        return new DryRun.Planned(
                group.name(),
                one.index(),
                group.dependsOn(),
                null,
                null,
                null,
                List.of(),
                0,
                0,
                List.of(),
                null,
                Explanation.Reason.of(why.reason()),
                why.otherReasons().stream().map(Explanation.Reason::of).toList(),
                why.vetoes().stream().map(Explanation.Refusal::of).toList(),
                why.wouldFitIf(),
                start);
    }
}
