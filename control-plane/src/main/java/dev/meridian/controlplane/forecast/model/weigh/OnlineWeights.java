package dev.meridian.controlplane.forecast.model.weigh;

/// How much each expert is believed, from its recent error against the best one's: `w ∝
/// exp(−β·(loss/best − 1))`.
///
/// The exponentially weighted forecaster of Littlestone and Warmuth (1994), with a relative loss,
/// so that β means the same for every series.
public final class OnlineWeights {
    /// Chosen on training spans: less blurs, more follows chance.
    public static final double BETA = 20;

    /// A voice that is believed less beside the best one has no say.
    private static final double LEAST = 0.005;

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
                double weight = Math.exp(-beta * (Math.max(losses[i], 1e-9) / floor - 1));
                weights[i] = weight < LEAST ? 0 : weight;
                sum += weights[i];
            }
        }
        for (int i = 0; i < losses.length && sum > 0; i++) {
            weights[i] /= sum;
        }
        return weights;
    }
}
