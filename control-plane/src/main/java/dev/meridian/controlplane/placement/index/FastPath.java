package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.PendingReason;
import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.queues.Goods;
import dev.meridian.controlplane.placement.model.queues.QueueTree;
import dev.meridian.controlplane.placement.model.queues.Turns;
import dev.meridian.controlplane.placement.model.queues.Unit;
import dev.meridian.controlplane.placement.order.Precedence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Places one after the other, whoever's turn it is, each on the node that is best at that moment.
public final class FastPath {
    private final QueueTree queues;
    private final TurnPlacer placer;
    private final Affording affording;

    private FastPath(FleetIndex index, QueueTree queues) {
        this.queues = queues;
        placer = new TurnPlacer(index);
        affording = new Affording(index, placer);
    }

    public static Draft place(Snapshot snapshot, FleetIndex index) {
        return place(snapshot, index, Claims.NONE, Precedence.AGE);
    }

    /// Fills a draft and takes the room of what it places in the index.
    public static Draft place(
            Snapshot snapshot, FleetIndex index, Claims claims, Precedence precedence) {
        QueueTree queues = QueueTree.of(snapshot, index.held());
        QueueOrder order =
                new QueueOrder(
                        snapshot.groups(), snapshot.at(), queues.rules().ageing(), precedence);
        Draft draft = new Draft(order.groups(), queues, precedence.isBySize());
        FastPath path = new FastPath(index, queues);
        Turns turns = new Turns(order.units(), queues);
        List<Integer> served = new ArrayList<>();
        claims.begin(order.turns(), draft);
        for (Optional<Unit> unit = turns.next(); unit.isPresent(); unit = turns.next()) {
            Turn turn = order.turn(unit.get());
            claims.yield(turn, draft);
            if (!path.serve(turn, draft) || lacksQuota(turn, draft)) {
                claims.claim(turn, draft);
            }
            if (turn.from() == 0) {
                for (int i = 0; i < turn.groups().size(); i++) {
                    served.add(turn.group() + i);
                }
            }
        }
        claims.settle(path, draft);
        return queues.rules().isFair() ? draft.inOrder(served) : draft;
    }

    private static boolean lacksQuota(Turn turn, Draft draft) {
        int first = draft.firstSeat(turn.group()) + turn.from();
        return !draft.isPlaced(first)
                && draft.barrier(first)
                        .filter(reason -> reason.token() == PendingToken.WAITING_FOR_QUOTA)
                        .isPresent();
    }

    /// Tries again what still waits and is not bound to others, after room was made.
    ///
    /// @return how many found a place
    public static int fill(Draft draft, FleetIndex index) {
        FastPath path = new FastPath(index, draft.queues());
        int placed = 0;
        for (int group = 0; group < draft.groups().size(); group++) {
            PendingGroup one = draft.groups().get(group);
            for (int i = 0; i < one.allocations().size() && !one.isBound(); i++) {
                int seat = draft.firstSeat(group) + i;
                if (!draft.isPlaced(seat) && !draft.isFixed(seat)) {
                    boolean _ = path.serve(new Turn(List.of(one), group, i), draft);
                    placed += draft.isPlaced(seat) ? 1 : 0;
                }
            }
        }
        return placed;
    }

    /// Places what has its turn, as far as its queue may hold it and there is room.
    ///
    /// @return false where only room is missing
    public boolean serve(Turn turn, Draft draft) {
        int first = draft.firstSeat(turn.group()) + turn.from();
        int many = admitted(turn, first, draft);
        if (many == 0) {
            return true;
        }
        PendingGroup group = turn.first();
        boolean cut = turn.isBound() && group.gang() == null;
        Turn allowed = cut ? new Turn(List.of(group.first(many)), turn.group(), turn.from()) : turn;
        List<PendingAllocation> allocations = allowed.allocations();
        long[] slots = placer.place(allowed);
        Bids bids = turn.isBound() || slots[0] == Slot.NONE ? null : placer.bids();
        if (bids != null) {
            draft.bid(first, bids);
        }
        boolean limited = Affording.concerns(allowed);
        if (limited) {
            slots = affording.keep(allowed, slots, draft);
        }
        for (int i = 0; i < slots.length; i++) {
            draft.place(first + i, slots[i]);
            if (slots[i] != Slot.NONE) {
                queues.take(
                        group.queueId(),
                        Goods.of(allocations.get(i).requirement()),
                        group.preemptible());
            }
        }
        boolean served = TurnPlacer.isServed(allowed, slots);
        if (turn.mayShrink()) {
            LeftOut.settle(draft, turn, slots);
        }
        return served || (limited && draft.barrier(first).isPresent());
    }

    /// How many of those that are bound together their queue may hold: of a gang all or none. What
    /// it may not is barred.
    private int admitted(Turn turn, int first, Draft draft) {
        List<PendingAllocation> allocations = turn.allocations();
        int all = allocations.size();
        boolean whole = turn.first().gang() != null;
        Goods goods = Goods.NONE;
        for (int i = 0; i < all; i++) {
            goods = goods.plus(Goods.of(allocations.get(i).requirement()));
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
}
