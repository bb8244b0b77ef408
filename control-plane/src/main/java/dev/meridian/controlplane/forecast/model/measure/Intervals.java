package dev.meridian.controlplane.forecast.model.measure;

/// How wide and how honest a band was.
public final class Intervals {
    private Intervals() {}

    /// Mean scaled interval score: the width, plus 2/α times what the truth was outside of it, over
    /// the scale; Gneiting and Raftery (2007), scaled as in the M4 competition.
    ///
    /// @param alpha share that may lie outside: 0.05 for a 95 % band
    public static double msis(
            double[] truth, double[] low, double[] high, double alpha, double scale) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < truth.length; i++) {
            if (!Double.isNaN(truth[i])) {
                double outside = Math.max(0, low[i] - truth[i]) + Math.max(0, truth[i] - high[i]);
                sum += high[i] - low[i] + 2 / alpha * outside;
                count++;
            }
        }
        return sum / count / scale;
    }

    /// The share of truths within their band.
    public static double coverage(double[] truth, double[] low, double[] high) {
        int within = 0;
        int count = 0;
        for (int i = 0; i < truth.length; i++) {
            if (!Double.isNaN(truth[i])) {
                count++;
                if (truth[i] >= low[i] && truth[i] <= high[i]) {
                    within++;
                }
            }
        }
        return (double) within / count;
    }
}
