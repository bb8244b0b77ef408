package dev.meridian.controlplane.jobs.model;

import org.jspecify.annotations.Nullable;

/// A copy that still lives while its allocation has been placed anew.
///
/// @param overlap it may live beside the next one; if not, the next one begins after its end
/// @param stop null: it is meant to go on
public record Departing(Copy copy, boolean overlap, @Nullable Stop stop) {
    public Departing stopping(Stop order) {
        return new Departing(copy, overlap, order);
    }
}
