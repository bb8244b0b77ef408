package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.jobs.Standbys;
import java.time.Instant;
import org.springframework.stereotype.Service;

/// Keeps places that stand by in order: gives up what cannot serve, promotes what is waited for,
/// and has plans look for what is missing.
@Service
public class StandbyLoop {
    private final Standbys standbys;
    private final StandbyPlaces places;
    private final PlanTrigger trigger;

    StandbyLoop(Standbys standbys, StandbyPlaces places, PlanTrigger trigger) {
        this.standbys = standbys;
        this.places = places;
        this.trigger = trigger;
    }

    public void runOnce(Instant now) {
        standbys.settle(now);
        if (places.look()) {
            trigger.again();
        }
    }
}
