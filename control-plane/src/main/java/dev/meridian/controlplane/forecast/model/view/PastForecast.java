package dev.meridian.controlplane.forecast.model.view;

import java.time.Instant;

/// What was said of a slot some time before it, beside what came.
///
/// @param at the start of the slot
/// @param actual NaN: nobody observed it
/// @param p50 NaN, and so the others: nothing was said of it
/// @param replayed worked out later from what was known then
public record PastForecast(
        Instant at, double actual, double p05, double p50, double p95, boolean replayed) {}
