package dev.meridian.controlplane.forecast.model.measure;

/// Adds up the errors of one method over series.
///
/// A series whose scale is zero has no scaled error and counts for the percentage error and the
/// coverage only.
public final class Tally {
    private static final double ALPHA = 0.05;

    private int series;
    private int scaled;
    private double smape;
    private double mase;
    private double msis;
    private double coverage;

    /// @param scale see [Scale#ofSeasonalNaive]
    public void add(double[] truth, double[] middle, double[] low, double[] high, double scale) {
        double percent = Errors.smape(truth, middle);
        if (Double.isNaN(percent)) {
            return;
        }
        series++;
        smape += percent;
        coverage += Intervals.coverage(truth, low, high);
        if (scale > 0) {
            scaled++;
            mase += Errors.mase(truth, middle, scale);
            msis += Intervals.msis(truth, low, high, ALPHA, scale);
        }
    }

    public double smape() {
        return smape / series;
    }

    public double mase() {
        return mase / scaled;
    }

    /// @param naive2 the tally of Naive2 on the same series
    public Score score(String method, Tally naive2, double seconds) {
        return new Score(
                method,
                smape(),
                mase(),
                Errors.owa(smape(), mase(), naive2.smape(), naive2.mase()),
                msis / scaled,
                coverage / series,
                seconds);
    }
}
