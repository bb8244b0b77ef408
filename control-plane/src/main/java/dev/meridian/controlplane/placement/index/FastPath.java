package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.PendingReason;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.queues.Goods;
import dev.meridian.controlplane.placement.model.queues.QueueTree;
import dev.meridian.controlplane.placement.model.queues.Turns;
import dev.meridian.controlplane.placement.model.queues.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Places one after the other, whoever's turn it is, each on the node that is best at that moment.
public final class FastPath {
    private final FleetIndex index;
    private final QueueTree queues;
    private final GroupPlacer placer;

    private FastPath(FleetIndex index, QueueTree queues) {
        this.index = index;
        this.queues = queues;
        placer = new GroupPlacer(index);
    }

    /// Fills a draft and takes the room of what it places in the index.
    public static Draft place(Snapshot snapshot, FleetIndex index) {
        QueueTree queues = QueueTree.of(snapshot);
        QueueOrder order =
                new QueueOrder(snapshot.groups(), snapshot.at(), queues.rules().ageing());
        Draft draft = new Draft(order.groups(), queues);
        FastPath path = new FastPath(index, queues);
        Turns turns = new Turns(order.units(), queues);
        List<Integer> served = new ArrayList<>();
        for (Optional<Unit> unit = turns.next(); unit.isPresent(); unit = turns.next()) {
            QueueOrder.Turn turn = order.turn(unit.get());
            path.serve(turn, draft);
            if (turn.from() == 0) {
                for (int i = 0; i < turn.groups().size(); i++) {
                    served.add(turn.group() + i);
                }
            }
        }
        return queues.rules().isFair() ? draft.inOrder(served) : draft;
    }

    /// Tries again what still waits and is not bound to others, after room was made.
    ///
    /// @return how many found a place
    public static int fill(Draft draft, FleetIndex index) {
        FastPath path = new FastPath(index, draft.queues());
        int placed = 0;
        for (int seat = 0; seat < draft.seats().size(); seat++) {
            if (!draft.isPlaced(seat) && !draft.isFixed(seat) && !draft.groupOf(seat).isBound()) {
                path.placeOne(draft.groupOf(seat), seat, draft);
                placed += draft.isPlaced(seat) ? 1 : 0;
            }
        }
        return placed;
    }

    private void serve(QueueOrder.Turn turn, Draft draft) {
        int seat = draft.firstSeat(turn.group()) + turn.from();
        if (!turn.isBound()) {
            placeOne(turn.first(), seat, draft);
            return;
        }
        int many = admitted(turn, draft);
        if (many > 0) {
            placeTogether(turn, many, draft);
        }
    }

    private void placeOne(PendingGroup group, int seat, Draft draft) {
        PendingAllocation allocation = draft.seats().get(seat).allocation();
        Goods goods = Goods.of(allocation.requirement());
        Optional<PendingReason> refusal =
                queues.refusal(group.queueId(), goods, group.preemptible());
        if (refusal.isPresent()) {
            draft.bar(seat, refusal.get());
            return;
        }
        draft.place(seat, index.place(allocation.requirement()));
        if (draft.isPlaced(seat)) {
            queues.take(group.queueId(), goods, group.preemptible());
        }
    }

    /// How many of those that are bound together their queue may hold: of a gang all or none. What
    /// it may not is barred.
    private int admitted(QueueOrder.Turn turn, Draft draft) {
        int first = draft.firstSeat(turn.group());
        int all = turn.groups().stream().mapToInt(group -> group.allocations().size()).sum();
        boolean whole = turn.first().gang() != null;
        Goods goods = Goods.NONE;
        for (int i = 0; i < all; i++) {
            goods = goods.plus(Goods.of(draft.seats().get(first + i).allocation().requirement()));
            if (whole && i < all - 1) {
                continue;
            }
            Optional<PendingReason> refusal =
                    queues.refusal(turn.first().queueId(), goods, turn.first().preemptible());
            if (refusal.isPresent()) {
                int many = whole ? 0 : i;
                for (int seat = first + many; seat < first + all; seat++) {
                    draft.bar(seat, refusal.get());
                }
                return many;
            }
        }
        return all;
    }

    /// All groups of a gang have what they need, or none keeps anything.
    ///
    /// @param many of a group that is no gang: how many of it
    private void placeTogether(QueueOrder.Turn turn, int many, Draft draft) {
        List<PendingGroup> unit =
                turn.first().gang() == null ? List.of(turn.first().first(many)) : turn.groups();
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
                int seat = draft.firstSeat(turn.group() + i);
                for (int one = 0; one < slots.length; one++) {
                    draft.place(seat + one, slots[one]);
                    if (slots[one] != Slot.NONE) {
                        queues.take(
                                group.queueId(),
                                Goods.of(group.allocations().get(one).requirement()),
                                group.preemptible());
                    }
                }
            } else {
                placer.giveBack(group, slots);
                Arrays.fill(slots, Slot.NONE);
            }
        }
    }
}
