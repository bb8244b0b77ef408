package dev.meridian.controlplane.telemetry.model.demand;

/// What one look found.
///
/// @throws IllegalArgumentException when the value is no number
public record Observation(DemandKey key, double value) {

    public Observation {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(key + " is not a finite number: " + value);
        }
    }
}
