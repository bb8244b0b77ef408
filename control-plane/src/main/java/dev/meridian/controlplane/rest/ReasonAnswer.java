package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.jobs.model.view.ReasonView;
import java.time.Instant;
import java.util.Map;

/// Why allocations wait.
///
/// @param allocations how many for this reason
record ReasonAnswer(
        String token,
        String sentence,
        Map<String, Object> numbers,
        Instant since,
        int allocations) {

    static ReasonAnswer of(ReasonView reason) {
        return new ReasonAnswer(
                reason.token(),
                reason.sentence(),
                reason.numbers(),
                reason.since(),
                reason.allocations());
    }
}
