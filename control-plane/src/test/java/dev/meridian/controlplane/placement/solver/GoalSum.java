package dev.meridian.controlplane.placement.solver;

import static java.util.Objects.requireNonNull;

import ai.timefold.solver.core.api.score.HardMediumSoftScore;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Room;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.goals.Goals;
import dev.meridian.controlplane.placement.model.goals.GroupCost;
import dev.meridian.controlplane.placement.model.goals.GroupRule;
import dev.meridian.controlplane.placement.model.goals.NodeBalance;
import dev.meridian.controlplane.placement.model.goals.NodeCost;
import dev.meridian.controlplane.placement.model.goals.NodeRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The score of a window as a child would add it up: every goal, for everything, from values and
/// without any array.
final class GoalSum {
    private final Snapshot snapshot;
    private final Goals goals;
    private final Window window;
    private final List<Seating> seatings;

    GoalSum(Snapshot snapshot, Problem problem) {
        this.snapshot = snapshot;
        window = problem.window();
        goals = window.ground().goals();
        seatings = problem.seatings();
    }

    HardMediumSoftScore score() {
        long hard = 0;
        long medium = 0;
        long soft = 0;
        List<Placed> all = new ArrayList<>(snapshot.placed());
        for (Seating seating : seatings) {
            Long slot = seating.slot();
            if (slot == null) {
                medium -= seating.weight();
                continue;
            }
            Node node = node(slot);
            all.add(
                    new Placed(
                            new AllocationId(new java.util.UUID(0, seating.id())),
                            group(seating).id(),
                            node.id(),
                            seating.requirement().amounts(),
                            Slot.shares(slot, node, seating.requirement().accelerators()),
                            seating.requirement().service()));
            Room facts = Room.of(node, List.of());
            boolean suits =
                    goals.rules().stream()
                            .filter(NodeRule::fixed)
                            .allMatch(rule -> rule.missing(seating.requirement(), facts) == 0);
            hard -= suits ? 0 : 1;
            for (NodeCost goal : goals.costs()) {
                soft -=
                        Math.round(
                                goal.cost(seating.requirement(), node) * goals.weight(goal) * 1000);
            }
        }
        var rooms =
                new Snapshot(snapshot.at(), snapshot.nodes(), Map.of(), all, List.of(), Map.of())
                        .rooms();
        for (Room room : rooms.values()) {
            for (NodeRule rule : goals.rules()) {
                hard -= rule.overflow(room);
            }
            for (NodeBalance goal : goals.balances()) {
                soft -= Math.round(goal.potential(room) * goals.weight(goal) * 1000);
            }
        }
        for (PendingGroup group : window.groups()) {
            Members members = members(group);
            for (GroupRule rule : goals.groupRules()) {
                hard -= rule.applies(group) ? rule.violations(group, members) : 0;
            }
            for (GroupCost goal : goals.groupCosts()) {
                soft -=
                        goal.applies(group)
                                ? Math.round(goal.cost(group, members) * goals.weight(goal) * 1000)
                                : 0;
            }
        }
        return HardMediumSoftScore.of(hard, medium, soft);
    }

    private Node node(long slot) {
        return window.base().node(Slot.node(slot));
    }

    private PendingGroup group(Seating seating) {
        return window.groups().get(seating.group());
    }

    private Members members(PendingGroup group) {
        Map<Object, Node> nodes =
                snapshot.nodes().stream().collect(Collectors.toMap(Node::id, node -> node));
        List<Node> before =
                snapshot.placed().stream()
                        .filter(one -> one.group().equals(group.id()))
                        .map(one -> requireNonNull(nodes.get(one.node())))
                        .toList();
        List<Node> now =
                seatings.stream()
                        .filter(one -> group(one).equals(group) && one.slot() != null)
                        .map(one -> node(requireNonNull(one.slot())))
                        .toList();
        int gang =
                (int)
                        seatings.stream()
                                .filter(one ->
                                        one.slot() != null && Windows.sameGang(group, group(one)))
                                .count();
        return new Members(before, now, gang);
    }
}
