package dev.meridian.controlplane.placement.claims;

import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.TurnPlacer;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.queues.Goods;
import dev.meridian.controlplane.placement.model.queues.QueueTree;
import java.util.ArrayList;
import java.util.List;

/// The fleet as it will be: what has been told to stop is gone, and who has a claim is in place. In
/// between, room that is free already is held for the claims.
final class Shadow {
    private final FleetIndex index;
    private final TurnPlacer placer;
    private final List<Placed> stopping = new ArrayList<>();
    private final List<Claim> claims = new ArrayList<>();
    private final Holds holds;

    /// @param stopping what has been told to stop already
    Shadow(FleetIndex index, List<Placed> stopping) {
        this.index = index;
        this.stopping.addAll(stopping);
        placer = new TurnPlacer(index);
        holds = new Holds(index);
    }

    /// Whether nothing is being stopped.
    boolean isAsNow() {
        return stopping.isEmpty();
    }

    List<Claim> claims() {
        return claims;
    }

    /// Shows the fleet as it will be, until [#close].
    void open(QueueTree queues) {
        holds.release();
        stopping.forEach(one -> {
            index.release(one);
            queues.give(one.tenure().queue(), Goods.of(one), one.tenure().preemptible());
        });
        claims.forEach(claim -> {
            placer.take(claim.turn(), claim.slots());
            book(claim, queues);
        });
    }

    /// Shows the fleet as it is.
    void close(QueueTree queues) {
        claims.forEach(claim -> {
            placer.giveBack(claim.turn(), claim.slots());
            PendingGroup group = claim.turn().first();
            queues.give(group.queueId(), claim.turn().goods(), group.preemptible());
        });
        stopping.forEach(one -> {
            index.hold(one);
            queues.take(one.tenure().queue(), Goods.of(one), one.tenure().preemptible());
        });
        claims.forEach(holds::hold);
    }

    /// To be said while it is open: this has been released, and is told to stop.
    void stops(Placed one, QueueTree queues) {
        stopping.add(one);
        queues.give(one.tenure().queue(), Goods.of(one), one.tenure().preemptible());
    }

    /// To be said while it is open, of slots that have been taken.
    void add(Claim claim, QueueTree queues) {
        claims.add(claim);
        book(claim, queues);
    }

    private static void book(Claim claim, QueueTree queues) {
        PendingGroup group = claim.turn().first();
        queues.take(group.queueId(), claim.turn().goods(), group.preemptible());
    }

    /// Gives up what is held, so that what ends in time may use it.
    void release() {
        holds.release();
    }

    void holdAgain() {
        holds.release();
        claims.forEach(holds::hold);
    }
}
