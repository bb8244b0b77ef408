package dev.meridian.controlplane.forecast.model.runtime;

import java.time.Instant;

/// A run that came to its end, and one thing that was measured of it.
///
/// @param began when it could first have been asked about: its submission or its start
/// @param ended when its value became known
/// @param value seconds it ran, or MiB it held at most; above 0
/// @throws IllegalArgumentException when the value is not above 0 or no finite number
public record Finished(Traits traits, Instant began, Instant ended, double value) {

    public Finished {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("nothing is measured as " + value);
        }
    }
}
