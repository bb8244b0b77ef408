package dev.meridian.controlplane.telemetry;

import dev.meridian.controlplane.telemetry.model.demand.Course;
import dev.meridian.controlplane.telemetry.store.Rollups;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Service;

/// Makes means and maxima of each quarter of an hour once it is over, and anew of those nodes of
/// which something came late: agents that were cut off send what they kept.
@Service
public class RollUp {
    /// Samples are on their way so long after they were taken.
    private static final Duration GRACE = Duration.ofMinutes(2);

    private final Rollups store;
    private final TelemetrySettings settings;

    RollUp(Rollups store, TelemetrySettings settings) {
        this.store = store;
        this.settings = settings;
    }

    public void runOnce(Instant now) {
        store.skipTo(Course.slotOf(now.minus(settings.retention())));
        for (Instant slot = store.until();
                !now.isBefore(slot.plus(Course.SLOT).plus(GRACE));
                slot = store.until()) {
            store.close(slot);
        }
        store.late().forEach(store::closeAgain);
    }
}
