package dev.meridian.controlplane.forecast.model.measure;

/// Errors of point forecasts of one series; steps where the truth is missing do not count.
public final class Errors {
    private Errors() {}

    /// Symmetric mean absolute percentage error, in percent, 0 to 200, as in the M4 competition:
    /// Makridakis, Spiliotis and Assimakopoulos (2020). Two zeros are no error.
    public static double smape(double[] truth, double[] forecast) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < truth.length; i++) {
            if (!Double.isNaN(truth[i])) {
                double sizes = Math.abs(truth[i]) + Math.abs(forecast[i]);
                sum += sizes == 0 ? 0 : 200 * Math.abs(truth[i] - forecast[i]) / sizes;
                count++;
            }
        }
        return sum / count;
    }

    /// Mean absolute error.
    public static double mae(double[] truth, double[] forecast) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < truth.length; i++) {
            if (!Double.isNaN(truth[i])) {
                sum += Math.abs(truth[i] - forecast[i]);
                count++;
            }
        }
        return sum / count;
    }

    /// Mean absolute scaled error: below 1 is better than the seasonal naive was in sample.
    ///
    /// @param scale see [Scale#ofSeasonalNaive]
    public static double mase(double[] truth, double[] forecast, double scale) {
        return mae(truth, forecast) / scale;
    }

    /// Overall weighted average: both errors over those of Naive2, and their mean, as in M4.
    public static double owa(double smape, double mase, double naiveSmape, double naiveMase) {
        return (smape / naiveSmape + mase / naiveMase) / 2;
    }

    /// Pinball loss of a quantile: Koenker and Bassett (1978).
    public static double pinball(double truth, double forecast, double quantile) {
        return truth >= forecast
                ? quantile * (truth - forecast)
                : (1 - quantile) * (forecast - truth);
    }
}
