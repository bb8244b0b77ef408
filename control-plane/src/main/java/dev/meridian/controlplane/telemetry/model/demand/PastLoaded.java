package dev.meridian.controlplane.telemetry.model.demand;

import java.time.Instant;

/// What became of a past that was to be loaded.
public sealed interface PastLoaded {

    /// @param from inclusive
    /// @param to exclusive
    /// @param slots that have a value
    record Done(Instant from, Instant to, int slots) implements PastLoaded {}

    /// Nothing of it lies within what is kept and before what was observed here.
    ///
    /// @param observedSince or now where nothing was
    record Nothing(Instant observedSince) implements PastLoaded {}
}
