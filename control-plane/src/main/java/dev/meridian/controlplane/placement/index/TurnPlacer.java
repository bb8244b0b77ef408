package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes room in the index for all that one turn places, and gives it back.
public final class TurnPlacer {
    private final FleetIndex index;
    private final GroupPlacer placer;

    public TurnPlacer(FleetIndex index) {
        this.index = index;
        placer = new GroupPlacer(index);
    }

    /// All groups of a gang have what they need, or none keeps anything.
    ///
    /// @return slots in the order of the turn's allocations; what has no place is [Slot#NONE]
    public long[] place(Turn turn) {
        if (!turn.isBound()) {
            return new long[] {index.place(turn.allocations().getFirst().requirement())};
        }
        long[] slots =
                new long[turn.groups().stream().mapToInt(one -> one.allocations().size()).sum()];
        Arrays.fill(slots, Slot.NONE);
        GroupState.Gang gang = new GroupState.Gang();
        int at = 0;
        for (PendingGroup group : turn.groups()) {
            GroupState state =
                    new GroupState(group, gang, index.before(group.id()), index::domains);
            long[] ofGroup = placer.place(state);
            System.arraycopy(ofGroup, 0, slots, at, ofGroup.length);
            at += ofGroup.length;
            if (state.placedBefore() + state.placedNow() < group.minCount()) {
                giveBack(turn, slots);
                Arrays.fill(slots, Slot.NONE);
                break;
            }
        }
        return slots;
    }

    /// What the regions bid for the last that is not bound to others; null where no two did.
    @Nullable Bids bids() {
        return index.bids();
    }

    /// Takes room on these nodes, for all of the turn or for none.
    ///
    /// @param nodes in the order of the turn's allocations
    public long[] placeOn(Turn turn, int[] nodes) {
        List<PendingAllocation> allocations = turn.allocations();
        long[] slots = new long[nodes.length];
        Arrays.fill(slots, Slot.NONE);
        for (int i = 0; i < slots.length; i++) {
            slots[i] = index.placeOn(nodes[i], allocations.get(i).requirement());
            if (slots[i] == Slot.NONE) {
                giveBack(turn, slots);
                Arrays.fill(slots, Slot.NONE);
                break;
            }
        }
        return slots;
    }

    public void take(Turn turn, long[] slots) {
        List<PendingAllocation> allocations = turn.allocations();
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] != Slot.NONE) {
                index.take(slots[i], allocations.get(i).requirement());
            }
        }
    }

    public void giveBack(Turn turn, long[] slots) {
        List<PendingAllocation> allocations = turn.allocations();
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] != Slot.NONE) {
                index.give(slots[i], allocations.get(i).requirement());
            }
        }
    }

    /// Whether none of it lacks a place.
    public static boolean isWhole(long[] slots) {
        return Arrays.stream(slots).noneMatch(slot -> slot == Slot.NONE);
    }
}
