package dev.meridian.controlplane.forecast.model.live;

import java.time.Instant;
import java.util.List;

/// The forecasts of one series from one origin.
///
/// @param series its id
/// @param origin the beginning of the last step whose value is known
/// @param stage what its history is long enough for
/// @param scale what its errors are divided by: the mean change from day to day
/// @param steps one a horizon; empty while no value is known
/// @param drifted whether its errors have become larger for good at this tick: a refit is due
public record DemandForecast(
        String series,
        Instant origin,
        Stage stage,
        double scale,
        List<Step> steps,
        boolean drifted) {}
