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

    /// All groups of a gang have what they need, or none keeps anything. What may start without all
    /// has places for the first of its members.
    ///
    /// @return slots in the order of the turn's allocations; what has no place is [Slot#NONE]
    public long[] place(Turn turn) {
        if (!turn.isBound()) {
            return new long[] {index.place(turn.allocations().getFirst().requirement())};
        }
        long[] slots = together(turn);
        if (turn.first().gang() == null || isFromTheFirst(turn, slots)) {
            return slots;
        }
        giveBack(turn, slots);
        return fewer(turn, slots);
    }

    /// Which of a gang's members have a place may depend on what each asks for; those that it
    /// leaves out are always the last.
    private long[] fewer(Turn turn, long[] found) {
        int[] sizes = new int[turn.groups().size()];
        for (int group = 0, at = 0; group < sizes.length; group++) {
            int all = turn.groups().get(group).allocations().size();
            sizes[group] =
                    (int)
                            Arrays.stream(found, at, at + all)
                                    .filter(slot -> slot != Slot.NONE)
                                    .count();
            at += all;
        }
        for (Turn smaller = turn.first(sizes); ; smaller = turn.first(sizes)) {
            long[] slots = together(smaller);
            if (isWhole(slots)) {
                return turn.spread(slots, sizes);
            }
            giveBack(smaller, slots);
            if (!turn.shrink(sizes)) {
                Arrays.fill(found, Slot.NONE);
                return found;
            }
        }
    }

    private static boolean isFromTheFirst(Turn turn, long[] slots) {
        int at = 0;
        for (PendingGroup group : turn.groups()) {
            boolean gap = false;
            for (int end = at + group.allocations().size(); at < end; at++) {
                if (gap && slots[at] != Slot.NONE) {
                    return false;
                }
                gap |= slots[at] == Slot.NONE;
            }
        }
        return true;
    }

    private long[] together(Turn turn) {
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

    /// Whether nothing more is to be done for it: all of it has places, or as much of a gang as it
    /// starts with.
    static boolean isServed(Turn turn, long[] slots) {
        return isWhole(slots)
                || turn.first().gang() != null
                        && Arrays.stream(slots).anyMatch(slot -> slot != Slot.NONE);
    }

    /// Whether none of it lacks a place.
    public static boolean isWhole(long[] slots) {
        return Arrays.stream(slots).noneMatch(slot -> slot == Slot.NONE);
    }
}
