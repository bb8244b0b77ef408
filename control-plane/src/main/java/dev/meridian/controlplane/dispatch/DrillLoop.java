package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.dispatch.model.Drill;
import java.time.Instant;
import org.springframework.stereotype.Service;

/// Ends drills: when all that may run elsewhere does, or at the deadline.
@Service
public class DrillLoop {
    private final Drills drills;

    DrillLoop(Drills drills) {
        this.drills = drills;
    }

    public void runOnce(Instant now) {
        for (Drill drill : drills.underWay()) {
            if (drills.report(drill).isOver()) {
                drills.end(drill, Drill.State.RECOVERED, now);
            } else if (!now.isBefore(drill.deadline())) {
                drills.end(drill, Drill.State.INCOMPLETE, now);
            }
        }
    }
}
