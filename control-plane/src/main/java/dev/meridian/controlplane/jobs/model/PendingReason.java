package dev.meridian.controlplane.jobs.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Why an allocation waits.
///
/// @param token the leading one, such as InsufficientResources
/// @param numbers plain JSON values: what is asked for, what there is
/// @param explanation JSON object: other reasons, vetoes, what would fit, expected start
public record PendingReason(
        String token, String sentence, Map<String, Object> numbers, String explanation) {
    public PendingReason {
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }
}
