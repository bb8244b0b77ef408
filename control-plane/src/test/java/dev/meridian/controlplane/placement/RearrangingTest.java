package dev.meridian.controlplane.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodeState;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.PlacementDecision;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.solver.RandomFleets;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a plan makes of a fleet that has changed since the last one.
class RearrangingTest {
    private static final Planning PLANNING = new Planning(SolverSettings.byMoves(300));

    static LongStream seeds() {
        return LongStream.range(200, 220);
    }

    /// A new node takes what waited. Nothing that is placed is planned again.
    @ParameterizedTest
    @MethodSource("seeds")
    void aNewNodeDoesNotShuffleTheOld(long seed) {
        Snapshot snapshot = RandomFleets.crowded(seed).snapshot();
        Plan first = PLANNING.plan(snapshot);
        List<Node> more = new ArrayList<>(snapshot.nodes());
        more.add(
                new Scenario()
                        .region("eu", "EU")
                        .node("new", "eu", 8)
                        .snapshot()
                        .nodes()
                        .getFirst());
        Plan second = PLANNING.plan(after(snapshot, first, more));
        assertThat(ids(second)).doesNotContainAnyElementsOf(ids(first));
        assertThat(second.pending().keySet()).doesNotContainAnyElementsOf(ids(first));
    }

    /// What ran on a node that is lost waits again and goes anywhere but there.
    @ParameterizedTest
    @MethodSource("seeds")
    void nothingIsPlacedOnADeadNode(long seed) {
        Snapshot snapshot = RandomFleets.crowded(seed).snapshot();
        Plan first = PLANNING.plan(snapshot);
        Set<NodeId> dead = new HashSet<>();
        List<Node> nodes = new ArrayList<>();
        for (Node node : snapshot.nodes()) {
            boolean lost = nodes.size() % 3 == 0;
            nodes.add(lost ? withState(node, NodeState.LOST) : node);
            if (lost) {
                dead.add(node.id());
            }
        }
        // as failover leaves it: the lost attempts have ended, and the allocations wait once more
        Plan second =
                PLANNING.plan(
                        new Snapshot(
                                snapshot.at(),
                                nodes,
                                snapshot.links(),
                                snapshot.placed().stream()
                                        .filter(one -> !dead.contains(one.node()))
                                        .toList(),
                                snapshot.groups(),
                                Map.of()));
        assertThat(second.decisions()).noneSatisfy(one -> assertThat(dead).contains(one.node()));
        Set<AllocationId> told = new HashSet<>(ids(second));
        told.addAll(second.pending().keySet());
        assertThat(told).as("placed elsewhere, or explained").containsAll(ids(first));
    }

    private static Set<AllocationId> ids(Plan plan) {
        return plan.decisions().stream()
                .map(PlacementDecision::allocation)
                .collect(Collectors.toSet());
    }

    /// As the fleet stands when the plan has been carried out.
    private static Snapshot after(Snapshot before, Plan plan, List<Node> nodes) {
        Map<AllocationId, PlacementDecision> decided =
                plan.decisions().stream()
                        .collect(
                                Collectors.toMap(
                                        PlacementDecision::allocation, Function.identity()));
        List<Placed> placed = new ArrayList<>(before.placed());
        List<PendingGroup> waiting = new ArrayList<>();
        for (PendingGroup group : before.groups()) {
            List<PendingAllocation> rest = new ArrayList<>();
            for (PendingAllocation one : group.allocations()) {
                PlacementDecision decision = decided.get(one.id());
                if (decision == null) {
                    rest.add(one);
                } else {
                    placed.add(
                            new Placed(
                                    one.id(),
                                    group.id(),
                                    decision.node(),
                                    one.requirement().amounts(),
                                    decision.devices(),
                                    one.requirement().service()));
                }
            }
            if (!rest.isEmpty()) {
                waiting.add(group.with(rest));
            }
        }
        return new Snapshot(before.at(), nodes, before.links(), placed, waiting, before.weights());
    }

    private static Node withState(Node node, NodeState state) {
        return new Node(
                node.id(),
                node.name(),
                node.region(),
                node.cluster(),
                node.pool(),
                state,
                node.labels(),
                node.taints(),
                node.capacity(),
                node.devices(),
                node.drivers(),
                node.pricePerHour(),
                node.relativeSpeed(),
                node.spot());
    }
}
