package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// Places one after the other, in the order of the queue, each on the node that is best at that
/// moment.
public final class FastPath {
    private final FleetIndex index;
    private final GroupPlacer placer;

    private FastPath(FleetIndex index) {
        this.index = index;
        placer = new GroupPlacer(index);
    }

    /// Fills a draft and takes the room of what it places in the index.
    public static Draft place(Snapshot snapshot, FleetIndex index) {
        Collection<List<PendingGroup>> units = QueueOrder.units(snapshot.groups());
        Draft draft = new Draft(units.stream().flatMap(List::stream).toList());
        FastPath path = new FastPath(index);
        int group = 0;
        for (List<PendingGroup> unit : units) {
            path.place(unit, group, draft);
            group += unit.size();
        }
        return draft;
    }

    /// Tries again what still waits and is not bound to others, after room was made.
    ///
    /// @return how many found a place
    public static int fill(Draft draft, FleetIndex index) {
        FastPath path = new FastPath(index);
        int placed = 0;
        for (int seat = 0; seat < draft.seats().size(); seat++) {
            if (!draft.isPlaced(seat) && !draft.groupOf(seat).isBound()) {
                path.placeOne(draft.seats().get(seat).allocation(), seat, draft);
                placed += draft.isPlaced(seat) ? 1 : 0;
            }
        }
        return placed;
    }

    private void place(List<PendingGroup> unit, int firstGroup, Draft draft) {
        if (unit.size() == 1 && !unit.getFirst().isBound()) {
            placeEach(unit.getFirst(), draft.firstSeat(firstGroup), draft);
        } else {
            placeTogether(unit, firstGroup, draft);
        }
    }

    private void placeEach(PendingGroup group, int seat, Draft draft) {
        for (PendingAllocation allocation : group.allocations()) {
            placeOne(allocation, seat++, draft);
        }
    }

    private void placeOne(PendingAllocation allocation, int seat, Draft draft) {
        draft.place(seat, index.place(allocation.requirement()));
    }

    /// All groups of a gang have what they need, or none keeps anything.
    private void placeTogether(List<PendingGroup> unit, int firstGroup, Draft draft) {
        GroupState.Gang gang = new GroupState.Gang();
        List<long[]> placed = new ArrayList<>();
        boolean whole = true;
        for (PendingGroup group : unit) {
            GroupState state =
                    new GroupState(group, gang, index.before(group.id()), index::domains);
            long[] slots = placer.place(state);
            placed.add(slots);
            if (state.placedBefore() + state.placedNow() < group.minCount()) {
                whole = false;
                break;
            }
        }
        for (int i = 0; i < placed.size(); i++) {
            PendingGroup group = unit.get(i);
            long[] slots = placed.get(i);
            if (whole) {
                int seat = draft.firstSeat(firstGroup + i);
                for (long slot : slots) {
                    draft.place(seat++, slot);
                }
            } else {
                placer.giveBack(group, slots);
                Arrays.fill(slots, Slot.NONE);
            }
        }
    }
}
