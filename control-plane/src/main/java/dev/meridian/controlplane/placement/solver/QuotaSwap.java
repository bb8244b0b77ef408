package dev.meridian.controlplane.placement.solver;

import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.queues.Goods;
import dev.meridian.controlplane.placement.model.queues.QueueTree;
import java.util.ArrayList;
import java.util.List;

/// Books a window's answer with the queues, or leaves the books as they were where one of them may
/// not hold what the search gave it.
final class QuotaSwap {
    private final Draft draft;
    private final QueueTree queues;

    QuotaSwap(Draft draft) {
        this.draft = draft;
        queues = draft.queues();
    }

    /// @param seats of the window, which the draft still has as they were
    /// @return whether all may hold what they would
    boolean book(List<Integer> seats, Problem solved) {
        List<Integer> before = seats.stream().filter(draft::isPlaced).toList();
        before.forEach(this::give);
        List<Integer> after = new ArrayList<>();
        for (int i = 0; i < seats.size(); i++) {
            if (solved.seatings().get(i).slot() == null) {
                continue;
            }
            PendingGroup group = draft.groupOf(seats.get(i));
            if (queues.refusal(group.queueId(), goods(seats.get(i)), group.preemptible())
                    .isPresent()) {
                after.forEach(this::give);
                before.forEach(this::take);
                return false;
            }
            take(seats.get(i));
            after.add(seats.get(i));
        }
        return true;
    }

    private void take(int seat) {
        PendingGroup group = draft.groupOf(seat);
        queues.take(group.queueId(), goods(seat), group.preemptible());
    }

    private void give(int seat) {
        PendingGroup group = draft.groupOf(seat);
        queues.give(group.queueId(), goods(seat), group.preemptible());
    }

    private Goods goods(int seat) {
        return Goods.of(draft.seats().get(seat).allocation().requirement());
    }
}
