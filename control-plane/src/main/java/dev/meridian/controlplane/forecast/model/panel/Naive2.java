package dev.meridian.controlplane.forecast.model.panel;

import java.util.Arrays;

/// The last value, seasonally adjusted where the series is seasonal: the yardstick of the M4
/// competition (Makridakis, Spiliotis and Assimakopoulos, 2020).
///
/// Seasonal is a series whose autocorrelation at the season exceeds 1.645 standard errors
/// (Bartlett); indices come from classical multiplicative decomposition. A series that is not
/// positive, or has gaps, is not adjusted.
public final class Naive2 {
    private static final double NINETY_PERCENT = 1.645;

    private Naive2() {}

    public static double[] forecast(double[] history, int season, int horizons) {
        double[] indices = indices(history, season);
        int length = history.length;
        double last = Double.NaN;
        for (int i = length - 1; i >= 0 && Double.isNaN(last); i--) {
            last = history[i] / indices[i % season];
        }
        double[] path = new double[horizons];
        for (int h = 0; h < horizons; h++) {
            path[h] = last * indices[(length + h) % season];
        }
        return path;
    }

    private static double[] indices(double[] history, int season) {
        double[] indices = new double[season];
        Arrays.fill(indices, 1);
        if (season < 2
                || history.length < 3 * season
                || !Arrays.stream(history).allMatch(value -> value > 0)
                || !seasonal(history, season)) {
            return indices;
        }
        double[] sums = new double[season];
        int[] counts = new int[season];
        int half = season / 2;
        for (int i = half; i < history.length - half; i++) {
            double trend = 0;
            for (int j = -half; j <= half; j++) {
                boolean end = season % 2 == 0 && Math.abs(j) == half;
                trend += history[i + j] * (end ? 0.5 : 1) / season;
            }
            sums[i % season] += history[i] / trend;
            counts[i % season]++;
        }
        double mean = 0;
        for (int slot = 0; slot < season; slot++) {
            indices[slot] = sums[slot] / counts[slot];
            mean += indices[slot] / season;
        }
        for (int slot = 0; slot < season; slot++) {
            indices[slot] /= mean;
        }
        return indices;
    }

    private static boolean seasonal(double[] values, int season) {
        double squares = 0;
        for (int lag = 1; lag < season; lag++) {
            double correlation = autocorrelation(values, lag);
            squares += correlation * correlation;
        }
        double error = Math.sqrt((1 + 2 * squares) / values.length);
        return Math.abs(autocorrelation(values, season)) / error > NINETY_PERCENT;
    }

    private static double autocorrelation(double[] values, int lag) {
        double mean = Arrays.stream(values).average().orElse(0);
        double above = 0;
        double below = 0;
        for (int i = 0; i < values.length; i++) {
            below += (values[i] - mean) * (values[i] - mean);
            if (i >= lag) {
                above += (values[i] - mean) * (values[i - lag] - mean);
            }
        }
        return below == 0 ? 0 : above / below;
    }
}
