package dev.meridian.controlplane.forecast.model.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An attempt that came to a good end.
///
/// @param epoch of its allocation
/// @param queued when its group was submitted
/// @param peakMemoryMib null: not measured
public record Run(
        UUID allocation,
        int epoch,
        Traits traits,
        Instant queued,
        Instant started,
        Instant ended,
        @Nullable Double peakMemoryMib) {
    /// What is over at once tells as little as a rounding error does.
    private static final double SHORTEST = 0.01;

    /// What its time teaches, in seconds. A clock that was set back makes it short, not negative.
    public Finished time() {
        double seconds = Duration.between(started, ended).toMillis() / 1000.0;
        return new Finished(traits, queued, ended, Math.max(SHORTEST, seconds));
    }

    /// What its memory teaches, in MiB; empty where it was not measured.
    public Optional<Finished> peak() {
        return peakMemoryMib == null || !(peakMemoryMib > 0)
                ? Optional.empty()
                : Optional.of(new Finished(traits, queued, ended, peakMemoryMib));
    }
}
