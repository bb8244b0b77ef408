package dev.meridian.controlplane.forecast.model.weigh;

/// How much each expert is believed, from its recent error against the best one's: `w ∝
/// exp(−β·(loss/best − 1))`.
///
/// The exponentially weighted forecaster of Littlestone and Warmuth (1994), with a relative loss,
/// so that β means the same for every series.
public final class OnlineWeights {
    /// From backtests: less blurs, more follows chance.
    public static final double BETA = 8;

    private OnlineWeights() {}

    /// @param losses NaN for an expert that has nothing to say
    /// @return shares that sum to one; all zero when no expert speaks
    public static double[] of(double[] losses, double beta) {
        double best = Double.POSITIVE_INFINITY;
        for (double loss : losses) {
            if (loss < best) {
                best = loss;
            }
        }
        double floor = Math.max(best, 1e-9);
        double[] weights = new double[losses.length];
        double sum = 0;
        for (int i = 0; i < losses.length; i++) {
            if (!Double.isNaN(losses[i])) {
                weights[i] = Math.exp(-beta * (Math.max(losses[i], 1e-9) / floor - 1));
                sum += weights[i];
            }
        }
        for (int i = 0; i < losses.length && sum > 0; i++) {
            weights[i] /= sum;
        }
        return weights;
    }
}
