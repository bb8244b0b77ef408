package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.kernel.model.Money;
import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.index.GroupState;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.Bid;
import dev.meridian.controlplane.placement.model.GoalScore;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.PlacementDecision;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.RunnerUp;
import dev.meridian.controlplane.placement.model.goals.Goals;
import dev.meridian.controlplane.placement.model.goals.GroupCost;
import dev.meridian.controlplane.placement.model.goals.NodeBalance;
import dev.meridian.controlplane.placement.model.goals.NodeCost;
import dev.meridian.controlplane.placement.model.goals.Price;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes down each placement of a finished draft with what every soft goal says of it and the next
/// best node.
final class Decisions {
    private final FleetIndex index;
    private final Goals goals;
    private final FreeCapacity capacity;

    private Decisions(FleetIndex index) {
        this.index = index;
        goals = index.goals();
        capacity = index.capacity();
    }

    static List<PlacementDecision> of(Draft draft, FleetIndex index, OpenBids bids) {
        Decisions decisions = new Decisions(index);
        List<PlacementDecision> written = new ArrayList<>();
        for (int group = 0; group < draft.groups().size(); group++) {
            GroupState state = decisions.state(draft, group);
            List<PendingAllocation> allocations = draft.groups().get(group).allocations();
            for (int i = 0; i < allocations.size(); i++) {
                int seat = draft.firstSeat(group) + i;
                if (draft.isPlaced(seat)) {
                    written.add(
                            decisions.decide(
                                    state,
                                    allocations.get(i),
                                    draft.slot(seat),
                                    bids.of(draft, seat)));
                }
            }
        }
        return written;
    }

    /// Of one whose room is taken already, and whose group binds it to no other.
    static PlacementDecision of(
            PendingGroup group, PendingAllocation allocation, long slot, FleetIndex index) {
        Decisions decisions = new Decisions(index);
        var state =
                new GroupState(
                        group, new GroupState.Gang(), index.before(group.id()), index::domains);
        state.add(Slot.node(slot));
        return decisions.decide(state, allocation, slot, List.of());
    }

    private GroupState state(Draft draft, int group) {
        var pending = draft.groups().get(group);
        var state = new GroupState(pending, new GroupState.Gang(), before(pending), index::domains);
        for (int i = 0; i < pending.allocations().size(); i++) {
            long slot = draft.slot(draft.firstSeat(group) + i);
            if (slot != Slot.NONE) {
                state.add(Slot.node(slot));
            }
        }
        return state;
    }

    /// Where its others are, if that counts: to find them costs a look at all that is placed.
    private int[] before(PendingGroup group) {
        return group.isBound() ? index.before(group.id()) : new int[0];
    }

    private PlacementDecision decide(
            GroupState state, PendingAllocation allocation, long slot, List<Bid> bids) {
        Requirement requirement = allocation.requirement();
        int at = Slot.node(slot);
        Node node = capacity.node(at);
        capacity.give(at, requirement, Slot.devices(slot));
        List<GoalScore> scores = scores(requirement, at, Slot.devices(slot), true);
        capacity.take(at, requirement, Slot.devices(slot));
        for (GroupCost goal : goals.groupCosts()) {
            if (goal.applies(state.group())) {
                double value = goal.cost(state.group(), state);
                scores.add(
                        new GoalScore(
                                goal.name(),
                                value,
                                goals.weight(goal),
                                "of its group: " + goal.sentence()));
            }
        }
        return new PlacementDecision(
                allocation.id(),
                allocation.version(),
                node.id(),
                Slot.shares(slot, node, requirement.accelerators()),
                Money.ofDollars(Price.held(requirement, node)),
                points(scores),
                scores,
                runnerUp(state, requirement, at, scores),
                bids);
    }

    /// What the goals say of one more allocation on the node, whose room must be free.
    private List<GoalScore> scores(Requirement requirement, int at, int devices, boolean inWords) {
        NodeView view = capacity.view(at);
        List<GoalScore> scores = new ArrayList<>();
        for (NodeCost goal : goals.costs()) {
            double value = goal.cost(requirement, view.node());
            String sentence = inWords ? goal.explain(requirement, view.node()) : "";
            scores.add(new GoalScore(goal.name(), value, goals.weight(goal), sentence));
        }
        for (NodeBalance goal : goals.balances()) {
            double before = goal.potential(view);
            capacity.take(at, requirement, devices);
            double change = goal.potential(view) - before;
            capacity.give(at, requirement, devices);
            String sentence = inWords ? goal.explain(view, change) : "";
            scores.add(new GoalScore(goal.name(), change, goals.weight(goal), sentence));
        }
        return scores;
    }

    private static double points(List<GoalScore> scores) {
        return scores.stream().mapToDouble(GoalScore::points).sum();
    }

    /// The next best node that the rules of the group would allow as well.
    private @Nullable RunnerUp runnerUp(
            GroupState state, Requirement requirement, int at, List<GoalScore> chosen) {
        int other = index.bestBut(at, requirement);
        if (other < 0) {
            return null;
        }
        double ofGroup = 0;
        if (state.group().isBound()) {
            state.remove(at);
            state.add(other);
            boolean allowed = goals.violations(state.group(), state) == 0;
            for (GroupCost goal : goals.groupCosts()) {
                if (goal.applies(state.group())) {
                    ofGroup += goal.cost(state.group(), state) * goals.weight(goal);
                }
            }
            state.remove(other);
            state.add(at);
            if (!allowed) {
                return null;
            }
        }
        int devices = capacity.devicesFor(other, requirement.accelerators());
        double score = points(scores(requirement, other, devices, false)) + ofGroup;
        Node node = capacity.node(other);
        return new RunnerUp(node.id(), node.name(), score);
    }
}
