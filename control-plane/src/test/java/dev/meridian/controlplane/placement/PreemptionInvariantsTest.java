package dev.meridian.controlplane.placement;

import static dev.meridian.controlplane.placement.GroupBuilder.group;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.model.Eviction;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.Tenure;
import dev.meridian.controlplane.placement.model.queues.QueueTree;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds of whoever is stopped for whomever, over full fleets at random.
class PreemptionInvariantsTest {
    private static final Planning PLANNING = new Planning(SolverSettings.byMoves(20));
    private static final int NODES = 4;
    private static final int DEVICES = 4;

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    private static Snapshot full(long seed) {
        Random random = new Random(seed);
        Scenario fleet = new Scenario().region("eu", "EU");
        if (random.nextBoolean()) {
            fleet.queue("a", 1 + random.nextInt(3), random.nextInt(9), random.nextInt(3) > 0);
            fleet.queue("b", 1 + random.nextInt(3), random.nextInt(9), random.nextInt(3) > 0);
        }
        for (int node = 0; node < NODES; node++) {
            fleet.node("n" + node, "eu", DEVICES);
            for (int device = 0; device < DEVICES; ) {
                int gpus = Math.min(DEVICES - device, 1 << random.nextInt(3));
                String name = "r" + node + "-" + device;
                fleet.running(name, "n" + node, device, gpus, tenure(random));
                device += gpus;
            }
        }
        for (int i = 0; i < 5; i++) {
            GroupBuilder one =
                    group("w" + i)
                            .queue(queue(random))
                            .priority(priority(random))
                            .gpus(1 << random.nextInt(3));
            if (random.nextInt(3) == 0) {
                one.count(2 + random.nextInt(2)).gang();
            }
            fleet.pending(random.nextBoolean() ? one.preemptible() : one);
        }
        return fleet.snapshot();
    }

    private static Tenure tenure(Random random) {
        @Nullable String gang = random.nextInt(3) == 0 ? "g" + random.nextInt(2) : null;
        // a gang has one priority and one queue
        Random own = gang == null ? random : new Random(gang.hashCode());
        return new Tenure(
                Scenario.queueId(queue(own)),
                priority(own),
                own.nextInt(4) > 0,
                Scenario.NOW.minus(Duration.ofMinutes(random.nextInt(1, 600))),
                own.nextInt(4) == 0 ? Duration.ofMinutes(300) : null,
                null,
                gang,
                false);
    }

    private static String queue(Random random) {
        return random.nextBoolean() ? "a" : "b";
    }

    private static int priority(Random random) {
        return List.of(100, 500, 800).get(random.nextInt(3));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void onlyWhoMayFallFallsAndGangsFallWhole(long seed) {
        Snapshot snapshot = full(seed);
        Plan plan = PLANNING.plan(snapshot);
        Map<AllocationId, Placed> placed = placed(snapshot);
        Map<JobId, PendingGroup> jobs =
                snapshot.groups().stream()
                        .collect(Collectors.toMap(PendingGroup::job, Function.identity()));
        QueueTree before = QueueTree.of(snapshot);
        Set<AllocationId> fall = new HashSet<>();
        for (Eviction one : plan.evictions()) {
            Tenure victim = requireNonNull(placed.get(one.victim())).tenure();
            PendingGroup turn = requireNonNull(jobs.get(one.forJob()));
            assertThat(victim.mayBeStopped(snapshot.at())).isTrue();
            assertThat(fall.add(one.victim())).as("nobody falls twice").isTrue();
            if (one.kind() == Eviction.Kind.PREEMPT) {
                assertThat(victim.priority()).isLessThan(turn.priority());
            } else {
                assertThat(victim.queue()).isNotEqualTo(turn.queueId());
            }
            assertThat(
                            victim.queue().equals(turn.queueId())
                                    || before.isLent(victim.queue(), turn.queueId()))
                    .as("what another queue was promised is safe")
                    .isTrue();
        }
        for (Placed one : snapshot.placed()) {
            String gang = one.tenure().gang();
            if (gang != null && fall.contains(one.allocation())) {
                assertThat(snapshot.placed())
                        .filteredOn(other -> gang.equals(other.tenure().gang()))
                        .allSatisfy(other -> assertThat(fall).contains(other.allocation()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoeverFellForStartsAndNobodyFallsForItAgain(long seed) {
        Snapshot snapshot = full(seed);
        Plan plan = PLANNING.plan(snapshot);
        Set<AllocationId> fall =
                plan.evictions().stream().map(Eviction::victim).collect(Collectors.toSet());
        Set<JobId> owed =
                plan.evictions().stream().map(Eviction::forJob).collect(Collectors.toSet());

        Plan stopping = PLANNING.plan(stopping(snapshot.promising(plan.promises()), fall));
        assertThat(stopping.evictions())
                .as("while they stop nobody else does for the same")
                .noneMatch(one -> owed.contains(one.forJob()));

        Plan after = PLANNING.plan(without(snapshot.promising(plan.promises()), fall));
        Set<AllocationId> started =
                after.decisions().stream().map(one -> one.allocation()).collect(Collectors.toSet());
        for (PendingGroup group : snapshot.groups()) {
            if (owed.contains(group.job())) {
                assertThat(started).contains(group.allocations().getFirst().id());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noneOfThemCouldHaveBeenSpared(long seed) {
        Snapshot snapshot = full(seed);
        for (PendingGroup alone : snapshot.groups()) {
            Snapshot one = snapshot.with(List.of(alone));
            Plan plan = PLANNING.plan(one);
            Map<AllocationId, Placed> placed = placed(snapshot);
            Map<Object, Set<AllocationId>> units = new HashMap<>();
            for (Eviction each : plan.evictions()) {
                String gang = requireNonNull(placed.get(each.victim())).tenure().gang();
                units.computeIfAbsent(gang == null ? each.victim() : gang, _ -> new HashSet<>())
                        .add(each.victim());
            }
            for (Set<AllocationId> spared : units.values()) {
                Set<AllocationId> fall =
                        plan.evictions().stream()
                                .map(Eviction::victim)
                                .filter(each -> !spared.contains(each))
                                .collect(Collectors.toSet());
                int start = PLANNING.plan(without(one, fall)).decisions().size();
                assertThat(start)
                        .as("with one more left alone it would not start")
                        .isLessThan(alone.allocations().size());
            }
        }
    }

    private static Map<AllocationId, Placed> placed(Snapshot snapshot) {
        return snapshot.placed().stream()
                .collect(Collectors.toMap(Placed::allocation, Function.identity()));
    }

    private static Snapshot without(Snapshot snapshot, Set<AllocationId> gone) {
        return with(
                snapshot,
                snapshot.placed().stream()
                        .filter(one -> !gone.contains(one.allocation()))
                        .toList());
    }

    private static Snapshot stopping(Snapshot snapshot, Set<AllocationId> told) {
        return with(
                snapshot,
                snapshot.placed().stream()
                        .map(one -> told.contains(one.allocation()) ? told(one) : one)
                        .toList());
    }

    private static Placed told(Placed one) {
        Tenure was = one.tenure();
        return new Placed(
                one.allocation(),
                one.group(),
                one.node(),
                one.amounts(),
                one.devices(),
                one.service(),
                new Tenure(
                        was.queue(),
                        was.priority(),
                        was.preemptible(),
                        was.startedAt(),
                        was.minRuntime(),
                        was.losesAtMost(),
                        was.gang(),
                        true));
    }

    private static Snapshot with(Snapshot snapshot, List<Placed> placed) {
        return new Snapshot(
                snapshot.at(),
                snapshot.nodes(),
                snapshot.links(),
                placed,
                snapshot.groups(),
                snapshot.weights(),
                snapshot.queues(),
                snapshot.promises());
    }
}
