package dev.meridian.controlplane.forecast.model.measure;

/// The yardstick of one series: the mean absolute difference to one season earlier.
///
/// Hyndman and Koehler (2006), "Another look at measures of forecast accuracy".
public final class Scale {
    private Scale() {}

    /// @return the in-sample error of the seasonal naive forecast; NaN when no pair is known, 0 for
    ///   a series that repeats itself
    public static double ofSeasonalNaive(double[] values, int length, int season) {
        double sum = 0;
        int count = 0;
        for (int i = season; i < length; i++) {
            double difference = Math.abs(values[i] - values[i - season]);
            if (!Double.isNaN(difference)) {
                sum += difference;
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    /// A scale to divide by: that of the seasonal naive, or of the last value, or the mean size, or
    /// 1.
    public static double toDivideBy(double[] values, int length, int season) {
        double seasonal = ofSeasonalNaive(values, length, season);
        double size = meanSize(values, length);
        double least = Math.max(1e-9, 1e-6 * size);
        if (seasonal > least) {
            return seasonal;
        }
        double last = ofSeasonalNaive(values, length, 1);
        if (last > least) {
            return last;
        }
        return size > 0 ? size : 1;
    }

    private static double meanSize(double[] values, int length) {
        double mean = 0;
        int count = 0;
        for (int i = 0; i < length; i++) {
            if (!Double.isNaN(values[i])) {
                count++;
                mean += (Math.abs(values[i]) - mean) / count;
            }
        }
        return mean;
    }
}
