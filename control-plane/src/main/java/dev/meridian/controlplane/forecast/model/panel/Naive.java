package dev.meridian.controlplane.forecast.model.panel;

import dev.meridian.controlplane.forecast.model.band.ConformalQuantile;
import dev.meridian.controlplane.forecast.model.feature.Window;
import java.util.Arrays;

/// The value one season ago, with a band of what that was wrong by in the series' own past.
///
/// A season of one step is the last value.
public final class Naive {
    private static final double COVERS = 0.95;

    private Naive() {}

    public static Banded forecast(double[] history, int season, int horizons) {
        return Banded.around(
                path(Window.until(history, history.length), history.length, season, horizons),
                widths(history, season, horizons));
    }

    /// The same slots one season ago; where nothing is known, one season earlier, at last the last
    /// value.
    static double[] path(Window past, int length, int season, int horizons) {
        double[] path = new double[horizons];
        for (int h = 1; h <= horizons; h++) {
            double value = Double.NaN;
            int steps = season * ((h + season - 1) / season) - h;
            for (; steps < length && Double.isNaN(value); steps += season) {
                value = past.ago(steps);
            }
            path[h - 1] = Double.isNaN(value) ? past.last(length) : value;
        }
        return path;
    }

    static double[] widths(double[] history, int season, int horizons) {
        double[] widths = new double[horizons];
        int before = 0;
        for (int h = 1; h <= horizons; h++) {
            int lag = season == 1 ? h : season * ((h + season - 1) / season);
            if (lag == before) {
                widths[h - 1] = widths[h - 2];
                continue;
            }
            before = lag;
            double[] errors = new double[Math.max(0, history.length - lag)];
            int count = 0;
            for (int i = lag; i < history.length; i++) {
                double error = Math.abs(history[i] - history[i - lag]);
                if (!Double.isNaN(error)) {
                    errors[count++] = error;
                }
            }
            widths[h - 1] = ConformalQuantile.of(Arrays.copyOf(errors, count), COVERS);
        }
        return widths;
    }
}
