package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.forecast.ServiceGrowth;
import dev.meridian.controlplane.placement.model.Headroom;
import dev.meridian.controlplane.placement.model.Pool;
import dev.meridian.controlplane.placement.model.PoolTargets;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// How full pools should be now: the target that is configured, and room for services that are
/// foretold to grow. One look at the forecasts serves the plans of a minute.
@Component
class LiveTargets {
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);

    private final ServiceGrowth growth;
    private final double usual;
    private final Duration ahead;
    private Instant looked = Instant.EPOCH;
    private PoolTargets last;

    /// @param usual part of any pool above which it costs to fill it; 1: none
    /// @param ahead how far forecasts are looked at; 0: not at all
    LiveTargets(
            ServiceGrowth growth,
            @Value("${meridian.placement.target-utilisation:1}") double usual,
            @Value("${meridian.placement.headroom:2h}") Duration ahead) {
        if (ahead.isNegative()) {
            throw new IllegalArgumentException(
                    "meridian.placement.headroom: at least 0, not " + ahead);
        }
        this.growth = growth;
        this.usual = usual;
        this.ahead = ahead;
        last = new PoolTargets(usual, Map.of());
    }

    synchronized PoolTargets at(Instant now) {
        if (!ahead.isZero() && (now.isBefore(looked) || !now.isBefore(looked.plus(GOOD_FOR)))) {
            Map<Pool, Headroom> headroom = new HashMap<>();
            growth.within(ahead, now)
                    .forEach((pool, more) -> headroom.put(Pool.of(pool), headroom(more)));
            last = new PoolTargets(usual, headroom);
            looked = now;
        }
        return last;
    }

    /// @param growth by resource: what is no CPU is a model of accelerators
    private static Headroom headroom(Map<String, Double> growth) {
        return growth.entrySet().stream()
                .map(one ->
                        one.getKey().equals(DemandKey.CPU)
                                ? new Headroom(0, one.getValue())
                                : new Headroom(one.getValue(), 0))
                .reduce(Headroom.NONE, Headroom::plus);
    }
}
