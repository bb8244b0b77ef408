package dev.meridian.controlplane.placement.claims;

import dev.meridian.controlplane.placement.index.Turn;
import dev.meridian.controlplane.placement.model.queues.Goods;
import dev.meridian.controlplane.placement.model.queues.QueueTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Who has to stop so that a queue may hold a turn for which it, or one above it, holds too much:
/// whoever costs least for the part of the quota that it gives back, and no more than it takes.
final class QuotaVictims {
    private final Turn turn;
    private final QueueTree queues;
    private final StopRules rules;
    private final Goods goods;

    QuotaVictims(Turn turn, QueueTree queues, StopRules rules) {
        this.turn = turn;
        this.queues = queues;
        this.rules = rules;
        goods = turn.goods();
    }

    private record Offer(VictimUnit unit, double costOfPart) {}

    /// None where the queue may hold the turn as it is; empty where it could not if all of them had
    /// gone.
    Optional<List<VictimUnit>> of(Supplier<Stream<VictimUnit>> units) {
        if (!StopRules.lacksQuota(turn, queues)) {
            return Optional.of(List.of());
        }
        PriorityQueue<Offer> offers =
                new PriorityQueue<>(Comparator.comparingDouble(Offer::costOfPart));
        units.get()
                .map(this::offer)
                .filter(offer -> Double.isFinite(offer.costOfPart()))
                .forEach(offers::add);
        List<VictimUnit> found = new ArrayList<>();
        while (StopRules.lacksQuota(turn, queues) && !offers.isEmpty()) {
            Offer next = offers.poll();
            // what helped before may help less now that others go
            Offer now = offer(next.unit());
            if (now.costOfPart() > next.costOfPart()) {
                if (Double.isFinite(now.costOfPart())) {
                    offers.add(now);
                }
            } else if (rules.mayStop(turn, next.unit(), queues)) {
                next.unit().giveUp(queues);
                found.add(next.unit());
            }
        }
        boolean enough = !StopRules.lacksQuota(turn, queues);
        List<VictimUnit> fall = enough ? needed(found) : found;
        fall.forEach(unit -> unit.takeBack(queues));
        return enough ? Optional.of(fall) : Optional.empty();
    }

    private Offer offer(VictimUnit unit) {
        double relief =
                queues.relief(
                        turn.first().queueId(), goods, unit.first().tenure().queue(), unit.goods());
        return new Offer(unit, unit.cost() / relief);
    }

    /// Spares the others, the dearest first.
    private List<VictimUnit> needed(List<VictimUnit> found) {
        List<VictimUnit> needed = new ArrayList<>();
        for (VictimUnit unit : VictimUnit.dearestFirst(found)) {
            unit.takeBack(queues);
            if (StopRules.lacksQuota(turn, queues)) {
                unit.giveUp(queues);
                needed.add(unit);
            }
        }
        return needed;
    }
}
