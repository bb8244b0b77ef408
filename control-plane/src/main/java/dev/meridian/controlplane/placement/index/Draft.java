package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A plan in the making: for each pending allocation, in the order of the queue, its slot or none.
public final class Draft {

    /// @param group its number in [#groups()]
    public record Seat(int group, PendingAllocation allocation) {}

    private final List<PendingGroup> groups;
    private final List<Seat> seats = new ArrayList<>();
    private final int[] firstSeat;
    private final long[] slots;

    Draft(List<PendingGroup> groups) {
        this.groups = List.copyOf(groups);
        firstSeat = new int[groups.size()];
        for (int group = 0; group < groups.size(); group++) {
            firstSeat[group] = seats.size();
            for (PendingAllocation allocation : groups.get(group).allocations()) {
                seats.add(new Seat(group, allocation));
            }
        }
        slots = new long[seats.size()];
        Arrays.fill(slots, Slot.NONE);
    }

    public List<PendingGroup> groups() {
        return groups;
    }

    public List<Seat> seats() {
        return seats;
    }

    public int firstSeat(int group) {
        return firstSeat[group];
    }

    /// [Slot#NONE] where it has none.
    public long slot(int seat) {
        return slots[seat];
    }

    public void place(int seat, long slot) {
        slots[seat] = slot;
    }

    public boolean isPlaced(int seat) {
        return slots[seat] != Slot.NONE;
    }

    public PendingGroup groupOf(int seat) {
        return groups.get(seats.get(seat).group());
    }
}
