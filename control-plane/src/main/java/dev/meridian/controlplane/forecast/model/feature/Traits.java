package dev.meridian.controlplane.forecast.model.feature;

import dev.meridian.controlplane.forecast.model.Seasons;
import dev.meridian.controlplane.forecast.model.expert.Smoothing;
import dev.meridian.controlplane.forecast.model.measure.Scale;

/// What kind of series it is, so that one model can tell calm ones from wild ones.
///
/// @param scale what its errors are divided by
/// @param weekly change from week to week, in scales
/// @param stepwise change from step to step, in scales
/// @param size mean over ten scales
/// @param smoothing constants that fit it best
public record Traits(
        double scale, double weekly, double stepwise, double size, Smoothing smoothing) {

    public static Traits of(double[] values, int length, Seasons seasons, Smoothing smoothing) {
        double scale = Scale.toDivideBy(values, length, seasons.day());
        return new Traits(
                scale,
                Scale.ofSeasonalNaive(values, length, seasons.week()) / scale,
                Scale.ofSeasonalNaive(values, length, 1) / scale,
                Window.until(values, length).mean(0, length) / scale / 10,
                smoothing);
    }
}
