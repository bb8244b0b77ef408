package dev.meridian.controlplane.placement.model;

import java.util.Map;

/// @param sentence with its numbers, for people
public record PendingReason(PendingToken token, String sentence, Map<String, Object> numbers) {

    public PendingReason {
        numbers = Map.copyOf(numbers);
    }
}
