package dev.meridian.controlplane.jobs.model.view;

import java.time.Instant;
import java.util.Map;

/// Why allocations wait.
///
/// @param allocations how many for this reason
/// @param explanation as the plan wrote it: other reasons, vetoes, what would fit, expected start
public record ReasonView(
        String token,
        String sentence,
        Map<String, Object> numbers,
        Map<String, Object> explanation,
        Instant since,
        int allocations) {}
