package dev.meridian.controlplane.placement.solver;

import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.queues.Goods;
import dev.meridian.controlplane.placement.model.queues.QueueTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Books a window's answer with the queues and budgets, or leaves the books as they were where a
/// queue may not hold what the search gave it, or a job cannot pay for it.
final class QuotaSwap {
    private final Draft draft;
    private final QueueTree queues;
    private final FreeCapacity capacity;

    QuotaSwap(Draft draft, FreeCapacity capacity) {
        this.draft = draft;
        this.capacity = capacity;
        queues = draft.queues();
    }

    /// @param proposal for seats which the draft still has as they were
    /// @return whether all may hold what they would, and their jobs can pay for it
    boolean book(Proposal proposal) {
        List<Integer> seats = proposal.seats();
        List<Integer> before = seats.stream().filter(draft::isPlaced).toList();
        before.forEach(seat -> give(seat, draft.slot(seat)));
        Map<Integer, Long> after = new LinkedHashMap<>();
        for (int i = 0; i < seats.size(); i++) {
            Long found = proposal.solved().seatings().get(i).slot();
            if (found != null) {
                long slot = Slot.shifted(found, proposal.ground().first());
                if (!take(seats.get(i), slot)) {
                    after.forEach(this::give);
                    before.forEach(seat -> retake(seat, draft.slot(seat)));
                    return false;
                }
                after.put(seats.get(i), slot);
            }
        }
        return true;
    }

    private boolean take(int seat, long slot) {
        PendingGroup group = draft.groupOf(seat);
        if (queues.refusal(group.queueId(), goods(seat), group.preemptible()).isPresent()
                || !draft.spending().take(group.job(), requirement(seat), node(slot))) {
            return false;
        }
        queues.take(group.queueId(), goods(seat), group.preemptible());
        return true;
    }

    /// What was booked before can be booked again.
    private void retake(int seat, long slot) {
        PendingGroup group = draft.groupOf(seat);
        boolean _ = draft.spending().take(group.job(), requirement(seat), node(slot));
        queues.take(group.queueId(), goods(seat), group.preemptible());
    }

    private void give(int seat, long slot) {
        PendingGroup group = draft.groupOf(seat);
        draft.spending().give(group.job(), requirement(seat), node(slot));
        queues.give(group.queueId(), goods(seat), group.preemptible());
    }

    private Node node(long slot) {
        return capacity.node(Slot.node(slot));
    }

    private Requirement requirement(int seat) {
        return draft.seats().get(seat).allocation().requirement();
    }

    private Goods goods(int seat) {
        return Goods.of(requirement(seat));
    }
}
