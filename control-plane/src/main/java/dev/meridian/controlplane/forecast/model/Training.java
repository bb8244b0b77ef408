package dev.meridian.controlplane.forecast.model;

import java.time.Instant;

/// What a training is for, so that its model can tell later where it comes from.
///
/// @param of what is forecast: a kind of resource, or a data set
/// @param at when it was trained
/// @param from the first time that its rows look at
/// @param until the last time that its rows look at
public record Training(String of, Instant at, Instant from, Instant until) {

    /// For a panel without times.
    public static Training of(String what) {
        return new Training(what, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
    }
}
