package dev.meridian.controlplane.placement;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.DeviceShare;
import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FastPath;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.PlacementDecision;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Room;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.Spread;
import dev.meridian.controlplane.placement.model.goals.Goals;
import dev.meridian.controlplane.placement.model.goals.NodeRule;
import dev.meridian.controlplane.placement.solver.RandomFleets;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds of every plan over every fleet.
class InvariantsTest {
    private static final Planning PLANNING = new Planning(SolverSettings.byMoves(300));

    static LongStream seeds() {
        return LongStream.range(100, 140);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void hardGoalsHold(long seed) {
        Snapshot snapshot = RandomFleets.crowded(seed).snapshot();
        Plan plan = PLANNING.plan(snapshot);
        Map<AllocationId, PlacementDecision> decisions =
                plan.decisions().stream()
                        .collect(
                                Collectors.toMap(
                                        PlacementDecision::allocation, Function.identity()));
        Map<NodeId, Node> nodes =
                snapshot.nodes().stream().collect(Collectors.toMap(Node::id, Function.identity()));
        Goals goals = Goals.of(snapshot);
        List<Placed> all = new ArrayList<>(snapshot.placed());
        for (PendingGroup group : snapshot.groups()) {
            List<Node> used = new ArrayList<>();
            for (PendingAllocation one : group.allocations()) {
                PlacementDecision decision = decisions.get(one.id());
                assertThat(decision == null)
                        .as("placed, or explained")
                        .isEqualTo(plan.pending().containsKey(one.id()));
                if (decision != null) {
                    Node node = requireNonNull(nodes.get(decision.node()));
                    used.add(node);
                    all.add(placed(group, one, decision));
                    assertSuits(goals, one.requirement(), node, decision.devices());
                }
            }
            assertGroup(group, used);
        }
        var after =
                new Snapshot(snapshot.at(), snapshot.nodes(), Map.of(), all, List.of(), Map.of());
        for (Room room : after.rooms().values()) {
            assertThat(goals.overflow(room)).as("over capacity on " + room).isZero();
        }
    }

    private static Placed placed(
            PendingGroup group, PendingAllocation one, PlacementDecision decision) {
        Requirement requirement = one.requirement();
        return new Placed(
                one.id(),
                group.id(),
                decision.node(),
                requirement.amounts(),
                decision.devices(),
                requirement.service());
    }

    private static void assertSuits(
            Goals goals, Requirement requirement, Node node, List<DeviceShare> devices) {
        Room empty = Room.of(node, List.of());
        for (NodeRule rule : goals.rules()) {
            assertThat(rule.missing(requirement, empty)).as(rule.sentence()).isZero();
        }
        assertThat(devices).hasSize(requirement.accelerators().count());
        assertThat(devices)
                .allSatisfy(share ->
                        assertThat(share.millis()).isEqualTo(requirement.accelerators().millis()));
    }

    private static void assertGroup(PendingGroup group, List<Node> used) {
        if (group.gang() != null) {
            assertThat(used.size()).as("a gang is whole or nothing").isIn(0, group.minCount());
        }
        if (group.required() != null) {
            assertThat(used.stream().map(group.required()::of).distinct().count())
                    .as("in one " + group.required())
                    .isLessThanOrEqualTo(1);
        }
        for (Spread spread : group.spreads()) {
            Map<String, Integer> counts = new HashMap<>();
            used.forEach(
                    node -> counts.merge(requireNonNull(spread.by().of(node)), 1, Integer::sum));
            if (spread.maxPerDomain() > 0) {
                assertThat(counts.values())
                        .allSatisfy(count ->
                                assertThat(count).isLessThanOrEqualTo(spread.maxPerDomain()));
            }
            if (used.size() == group.allocations().size()) {
                assertThat(counts.size())
                        .isGreaterThanOrEqualTo(Math.min(spread.minDomains(), used.size()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSolverNeverPlacesLessThanTheFastPath(long seed) {
        Snapshot snapshot = RandomFleets.crowded(seed).snapshot();
        FleetIndex index = new FleetIndex(snapshot, Goals.of(snapshot));
        Draft draft = FastPath.place(snapshot, index);
        Plan plan = PLANNING.plan(snapshot);
        assertThat(weight(plan, snapshot)).isGreaterThanOrEqualTo(weight(draft));
        assertThat(plan.figures().solverGain()).isGreaterThanOrEqualTo(0);
    }

    /// Of the highest priority, how much is placed: the solver may trade what is below for it,
    /// never the other way round.
    private static double weight(Plan plan, Snapshot snapshot) {
        Map<AllocationId, Double> sizes = new HashMap<>();
        snapshot.groups().stream()
                .filter(group -> group.priority() == 800)
                .forEach(group ->
                        group.allocations()
                                .forEach(one -> sizes.put(one.id(), size(one.requirement()))));
        return plan.decisions().stream()
                .mapToDouble(one -> sizes.getOrDefault(one.allocation(), 0.0))
                .sum();
    }

    private static double weight(Draft draft) {
        return IntStream.range(0, draft.seats().size())
                .filter(draft::isPlaced)
                .filter(seat -> draft.groupOf(seat).priority() == 800)
                .mapToDouble(seat -> size(draft.seats().get(seat).allocation().requirement()))
                .sum();
    }

    private static double size(Requirement requirement) {
        return 1
                + requirement.accelerators().totalMillis() / 100
                + requirement.amounts().cpu().value() / 4000;
    }
}
