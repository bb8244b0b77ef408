package dev.meridian.controlplane.placement.claims;

import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.queues.Goods;
import dev.meridian.controlplane.placement.model.queues.QueueTree;
import dev.meridian.controlplane.placement.order.Precedence;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// What goes as one: an allocation, or a whole gang.
///
/// @param cost of its going; less is better
/// @param level of its size: it yields to work of its own class that is of a smaller one
record VictimUnit(List<Placed> members, double cost, int level) {
    /// Seconds that a stop and a start take.
    private static final double RESTART = 60;

    /// So many cores count as one accelerator.
    private static final double CORES_OF_DEVICE = 16_000;

    private static final double DEVICE = 1000;
    private static final double PRIORITY = 100;

    /// Work that is done again and a restart, times what is held, times the priority class: low
    /// counts twice, standard six times, high nine times; and where work yields to smaller work,
    /// the small counts three times as much as the large.
    static VictimUnit of(List<Placed> members, Instant now, Precedence precedence) {
        double cost = 0;
        for (Placed one : members) {
            Goods goods = Goods.of(one);
            double size = goods.accelerators() / DEVICE + goods.cpu() / CORES_OF_DEVICE;
            double seconds = one.tenure().lostSeconds(now) + RESTART;
            cost += seconds * size * (1 + Math.max(0, one.tenure().priority()) / PRIORITY);
        }
        int level = precedence.levelOfRunning(members);
        return new VictimUnit(members, cost * (1 + Precedence.LARGEST - level), level);
    }

    static List<VictimUnit> dearestFirst(List<VictimUnit> units) {
        return units.stream()
                .sorted(Comparator.comparingDouble(VictimUnit::cost).reversed())
                .toList();
    }

    /// Its queue holds no longer what it holds.
    void giveUp(QueueTree queues) {
        members.forEach(one ->
                queues.give(one.tenure().queue(), Goods.of(one), one.tenure().preemptible()));
    }

    /// Its queue holds again what it gave up.
    void takeBack(QueueTree queues) {
        members.forEach(one ->
                queues.take(one.tenure().queue(), Goods.of(one), one.tenure().preemptible()));
    }

    Goods goods() {
        Goods goods = Goods.NONE;
        for (Placed one : members) {
            goods = goods.plus(Goods.of(one));
        }
        return goods;
    }

    Placed first() {
        return members.getFirst();
    }
}
