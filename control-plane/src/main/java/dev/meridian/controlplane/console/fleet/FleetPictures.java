package dev.meridian.controlplane.console.fleet;

import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.jobs.PlacedWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Takes a picture of the fleet for all who look at it: however many pages are open, it is read
/// once in two seconds at most.
@Component
class FleetPictures {
    private static final Duration GOOD_FOR = Duration.ofSeconds(2);

    private final FleetQueries fleet;
    private final PlacedWork work;
    private final Clock clock;
    private @Nullable FleetPicture last;

    FleetPictures(FleetQueries fleet, PlacedWork work, Clock clock) {
        this.fleet = fleet;
        this.work = work;
        this.clock = clock;
    }

    synchronized FleetPicture latest() {
        Instant now = clock.instant();
        FleetPicture known = last;
        if (known == null || now.isAfter(known.asOf().plus(GOOD_FOR))) {
            known = FleetPicture.of(fleet.fleet(), work.sums(), now);
            last = known;
        }
        return known;
    }
}
