package dev.meridian.verification.replay;

import java.time.Duration;

/// One line of a trace.
///
/// @param arrival since the first line of the trace
/// @param gpus 0: CPU alone
record TraceJob(Duration arrival, Duration length, int gpus, String tenant) {

    TraceJob {
        if (arrival.isNegative() || length.isNegative() || gpus < 0) {
            throw new IllegalArgumentException(
                    "negative figures in a trace: " + arrival + ", " + length + ", " + gpus);
        }
    }
}
