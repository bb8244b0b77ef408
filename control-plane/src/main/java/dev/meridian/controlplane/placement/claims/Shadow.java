package dev.meridian.controlplane.placement.claims;

import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.Turn;
import dev.meridian.controlplane.placement.index.TurnPlacer;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.queues.Goods;
import dev.meridian.controlplane.placement.model.queues.QueueTree;
import java.util.ArrayList;
import java.util.List;

/// The fleet as it will be: what has been told to stop is gone, and who has a claim is in place. In
/// between, room that is free already is held for the claims, and their queues hold what they will.
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
        claims.forEach(claim -> placer.take(claim.turn(), claim.slots()));
    }

    /// Shows the fleet as it is.
    void close(QueueTree queues) {
        claims.forEach(claim -> placer.giveBack(claim.turn(), claim.slots()));
        stopping.forEach(one -> {
            index.hold(one);
            queues.take(one.tenure().queue(), Goods.of(one), one.tenure().preemptible());
        });
        claims.forEach(holds::hold);
    }

    private static void take(Claim claim, QueueTree queues) {
        PendingGroup group = claim.turn().first();
        queues.take(group.queueId(), claim.turn().goods(), group.preemptible());
    }

    private static void give(Claim claim, QueueTree queues) {
        PendingGroup group = claim.turn().first();
        queues.give(group.queueId(), claim.turn().goods(), group.preemptible());
    }

    /// To be said while it is open: this has been released, and is told to stop.
    void stops(Placed one, QueueTree queues) {
        stopping.add(one);
        queues.give(one.tenure().queue(), Goods.of(one), one.tenure().preemptible());
    }

    /// To be said while it is open, of slots that have been taken.
    void add(Claim claim, QueueTree queues) {
        claims.add(claim);
        take(claim, queues);
    }

    /// Gives up the claim of a turn, to be said while it is closed.
    ///
    /// @return whether it had one
    boolean remove(Turn turn, QueueTree queues) {
        List<Claim> own = claims.stream().filter(claim -> claim.turn().equals(turn)).toList();
        if (!own.isEmpty()) {
            claims.removeAll(own);
            own.forEach(claim -> give(claim, queues));
            holdAgain();
        }
        return !own.isEmpty();
    }

    /// Holds room for these alone, so that what ends in time may use that of the others.
    void holdOnly(List<Claim> some) {
        holds.release();
        some.forEach(holds::hold);
    }

    void holdAgain() {
        holdOnly(claims);
    }
}
