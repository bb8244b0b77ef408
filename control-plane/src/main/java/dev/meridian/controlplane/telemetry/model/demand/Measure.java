package dev.meridian.controlplane.telemetry.model.demand;

import java.util.Locale;

/// What of a resource a series tells.
public enum Measure {
    /// What was measured on hosts and allocations; of requests and response time what was served.
    USED,
    /// What running work was given.
    ALLOCATED,
    /// What was allocated, and what waited beside it.
    DEMAND,
    /// What nodes that are there offer.
    CAPACITY;

    /// As the API and the database write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for any other word
    public static Measure of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
