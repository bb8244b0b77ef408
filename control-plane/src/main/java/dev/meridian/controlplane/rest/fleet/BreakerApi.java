package dev.meridian.controlplane.rest.fleet;

import dev.meridian.controlplane.dispatch.Silence;
import dev.meridian.controlplane.dispatch.model.MassLoss;
import dev.meridian.controlplane.fleet.FleetQueries;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Whether silence is held against anybody now.
@RestController
@RequestMapping("/api/v1/breaker")
class BreakerApi {
    private final FleetQueries fleet;
    private final Silence silence;
    private final Clock clock;

    BreakerApi(FleetQueries fleet, Silence silence, Clock clock) {
        this.fleet = fleet;
        this.silence = silence;
        this.clock = clock;
    }

    /// The nodes of a region that count: neither lost already nor quarantined.
    record RegionSilence(String region, int nodes, int silent) {}

    /// @param frozen too many are silent in more than one region: nobody is declared lost
    /// @param limit part of the nodes outside the region that lost most at which it freezes
    /// @param graceUntil until then silence from before an outage of ours is held against nobody,
    ///   as this replica knows; null where it is
    record BreakerAnswer(
            boolean frozen,
            double limit,
            @Nullable Instant graceUntil,
            List<RegionSilence> regions) {}

    @GetMapping
    BreakerAnswer get() {
        Silence.Judged judged = silence.judge(fleet.fleet());
        Instant grace = silence.graceUntil();
        return new BreakerAnswer(
                judged.frozen(),
                MassLoss.LIMIT,
                grace.isAfter(clock.instant()) ? grace : null,
                judged.regions().entrySet().stream()
                        .sorted(Comparator.comparing(each -> each.getKey().value()))
                        .map(each ->
                                new RegionSilence(
                                        each.getKey().value(),
                                        each.getValue().all(),
                                        each.getValue().silent()))
                        .toList());
    }
}
