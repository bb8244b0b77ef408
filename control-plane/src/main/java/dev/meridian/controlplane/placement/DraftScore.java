package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.index.GroupState;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.PlanScore;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.goals.Goals;

/// The sum of the soft goals over all that a draft places: what it adds to the fleet as it was.
final class DraftScore {
    private static final double MILLIPOINTS = 1000;

    private DraftScore() {}

    /// @param index with the room taken that the draft takes
    static PlanScore of(Draft draft, FleetIndex index) {
        Goals goals = index.goals();
        FreeCapacity capacity = index.capacity().copy();
        long points = 0;
        int placed = 0;
        for (int seat = 0; seat < draft.seats().size(); seat++) {
            if (!draft.isPlaced(seat)) {
                continue;
            }
            placed++;
            Requirement requirement = draft.seats().get(seat).allocation().requirement();
            int node = Slot.node(draft.slot(seat));
            points += goals.cost(requirement, capacity.node(node));
            points += goals.potential(capacity.view(node));
            // one after the other is taken away: what each leaves is what the next one found
            capacity.give(node, requirement, Slot.devices(draft.slot(seat)));
            points -= goals.potential(capacity.view(node));
        }
        for (int group = 0; group < draft.groups().size(); group++) {
            if (draft.groups().get(group).isBound()) {
                points += ofGroup(draft, group, index);
            }
        }
        return new PlanScore(placed, points / MILLIPOINTS);
    }

    private static long ofGroup(Draft draft, int group, FleetIndex index) {
        PendingGroup pending = draft.groups().get(group);
        var state =
                new GroupState(
                        pending, new GroupState.Gang(), index.before(pending.id()), index::domains);
        for (int i = 0; i < pending.allocations().size(); i++) {
            int seat = draft.firstSeat(group) + i;
            if (draft.isPlaced(seat)) {
                state.add(Slot.node(draft.slot(seat)));
            }
        }
        return state.placedNow() == 0 ? 0 : index.goals().cost(pending, state);
    }
}
