package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.PendingReason;
import dev.meridian.controlplane.placement.model.queues.QueueTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A plan in the making: for each pending allocation, in the order of the queue, its slot or none.
public final class Draft {
    /// The queue is cut into so many parts, of which an earlier one outweighs the later ones.
    private static final int STANDINGS = 4;

    /// @param group its number in [#groups()]
    public record Seat(int group, PendingAllocation allocation) {}

    private final List<PendingGroup> groups;
    private final QueueTree queues;
    private final boolean bySize;
    private final Spending spending;
    private final List<Seat> seats = new ArrayList<>();
    private final int[] firstSeat;
    private final long[] slots;
    private final Map<Integer, PendingReason> barred = new HashMap<>();
    private final BitSet fixed = new BitSet();
    private final Map<Integer, Bids> bids = new HashMap<>();

    /// @param bySize whether small work goes first within a priority class
    Draft(List<PendingGroup> groups, QueueTree queues, boolean bySize) {
        this(groups, queues, bySize, new Spending());
    }

    private Draft(List<PendingGroup> groups, QueueTree queues, boolean bySize, Spending spending) {
        this.bySize = bySize;
        this.spending = spending;
        this.groups = List.copyOf(groups);
        this.queues = queues;
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

    /// The same with its groups in another order.
    ///
    /// @param order all numbers of groups
    Draft inOrder(List<Integer> order) {
        Draft draft = new Draft(order.stream().map(groups::get).toList(), queues, bySize, spending);
        for (int group = 0; group < order.size(); group++) {
            int from = firstSeat[order.get(group)];
            int to = draft.firstSeat[group];
            for (int i = 0; i < groups.get(order.get(group)).allocations().size(); i++) {
                draft.slots[to + i] = slots[from + i];
                draft.fixed.set(to + i, fixed.get(from + i));
                Bids made = bids.get(from + i);
                if (made != null) {
                    draft.bids.put(to + i, made);
                }
                PendingReason reason = barred.get(from + i);
                if (reason != null) {
                    draft.barred.put(to + i, reason);
                }
            }
        }
        return draft;
    }

    public List<PendingGroup> groups() {
        return groups;
    }

    /// With all that the draft places.
    public QueueTree queues() {
        return queues;
    }

    /// What jobs with a budget come to cost.
    public Spending spending() {
        return spending;
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

    /// Keeps it waiting, whatever room there is.
    public void bar(int seat, PendingReason reason) {
        barred.put(seat, reason);
    }

    /// Why it must wait although there may be room; empty where only room is missing.
    public Optional<PendingReason> barrier(int seat) {
        return Optional.ofNullable(barred.get(seat));
    }

    /// Leaves it where it is placed.
    public void fix(int seat) {
        fixed.set(seat);
    }

    /// Whether nobody may place it, or move what is placed.
    public boolean isFixed(int seat) {
        return fixed.get(seat) || barred.containsKey(seat);
    }

    /// Notes what regions bid for it.
    public void bid(int seat, Bids made) {
        bids.put(seat, made);
    }

    /// What regions bid for it; empty where no two did.
    public Optional<Bids> bids(int seat) {
        return Optional.ofNullable(bids.get(seat));
    }

    public PendingGroup groupOf(int seat) {
        return groups.get(seats.get(seat).group());
    }

    /// Who outweighs whom: by priority class, or by whose turn came earlier where queues share by
    /// weight and quota; by both where small work goes first.
    public int standing(int group) {
        int turn = STANDINGS - 1 - STANDINGS * group / Math.max(1, groups.size());
        int priority = groups.get(group).priority();
        return queues.rules().isFair() ? turn : bySize ? STANDINGS * priority + turn : priority;
    }
}
