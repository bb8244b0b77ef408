package dev.meridian.agent.run;

import dev.meridian.agent.protocol.Assignment;
import java.time.Duration;

/// One thing to do to come closer to the desired state.
sealed interface Step {
    record Start(Assignment assignment) implements Step {}

    record Stop(AllocationKey key, Duration grace, String why) implements Step {}

    /// It should end and was never started here: say so, or the control plane would wait for ever.
    record ReportNeverStarted(Assignment assignment) implements Step {}
}
