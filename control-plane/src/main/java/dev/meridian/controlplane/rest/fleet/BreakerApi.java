package dev.meridian.controlplane.rest.fleet;

import dev.meridian.controlplane.dispatch.Silence;
import dev.meridian.controlplane.dispatch.SilenceLimits;
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

    /// The nodes by which the breaker goes: all but those of the region that lost most.
    record Outside(int nodes, int silent) {}

    /// The timers of silence.
    ///
    /// @param suspectAfterMillis a silent node takes no new work
    /// @param lostAfterMillis it counts as lost
    /// @param marginMillis after a lease, before another copy of the policy `fence` starts
    /// @param startGraceMillis after our own start nobody is declared lost
    record Timers(
            long suspectAfterMillis,
            long lostAfterMillis,
            long marginMillis,
            long startGraceMillis) {

        static Timers of(SilenceLimits limits) {
            return new Timers(
                    limits.suspectAfter().toMillis(),
                    limits.lostAfter().toMillis(),
                    limits.kill().plus(limits.drift()).toMillis(),
                    limits.startGrace().toMillis());
        }
    }

    /// @param frozen too many are silent in more than one region: nobody is declared lost
    /// @param limit part of the nodes outside the region that lost most at which it freezes
    /// @param outside how many these are now
    /// @param graceUntil until then silence from before an outage of ours is held against nobody,
    ///   as this replica knows; null where it is
    record BreakerAnswer(
            boolean frozen,
            double limit,
            Outside outside,
            @Nullable Instant graceUntil,
            Timers timers,
            List<RegionSilence> regions) {}

    @GetMapping
    BreakerAnswer get() {
        Silence.Judged judged = silence.judge(fleet.fleet());
        Instant grace = silence.graceUntil();
        return new BreakerAnswer(
                judged.frozen(),
                MassLoss.LIMIT,
                new Outside(judged.outside().all(), judged.outside().silent()),
                grace.isAfter(clock.instant()) ? grace : null,
                Timers.of(silence.limits()),
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
