package dev.meridian.controlplane.placement.model.queues;

import dev.meridian.controlplane.placement.model.Placed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the work of each queue holds, that of its children apart: added up once, and carried on by
/// what comes and goes. Immutable.
///
/// @param queues those that hold something
public record QueueHoldings(Map<QueueId, Held> queues) {

    /// @param firm of all that is held, what cannot be taken back
    public record Held(Goods all, Goods firm) {
        private static final Held NOTHING = new Held(Goods.NONE, Goods.NONE);

        private static Held of(Placed one) {
            Goods goods = Goods.of(one);
            return new Held(goods, one.tenure().preemptible() ? Goods.NONE : goods);
        }

        private Held plus(Held other) {
            return new Held(all.plus(other.all), firm.plus(other.firm));
        }

        /// Null where nothing is left.
        private @Nullable Held less(Held other) {
            Held rest = new Held(all.minus(other.all), firm.minus(other.firm));
            return rest.equals(NOTHING) ? null : rest;
        }
    }

    public QueueHoldings {
        queues = Map.copyOf(queues);
    }

    public static QueueHoldings of(List<Placed> placed) {
        return new QueueHoldings(sums(placed));
    }

    /// After these have gone, which were counted before, and those have come.
    public QueueHoldings after(List<Placed> gone, List<Placed> come) {
        Map<QueueId, Held> now = new HashMap<>(queues);
        sums(come).forEach((queue, held) -> now.merge(queue, held, Held::plus));
        sums(gone)
                .forEach((queue, held) -> now.computeIfPresent(queue, (_, all) -> all.less(held)));
        return new QueueHoldings(now);
    }

    private static Map<QueueId, Held> sums(List<Placed> placed) {
        Map<QueueId, Held> sums = new HashMap<>();
        placed.forEach(one -> sums.merge(one.tenure().queue(), Held.of(one), Held::plus));
        return sums;
    }
}
