package dev.meridian.controlplane.forecast.learn;

/// Adam with decoupled weight decay: Kingma and Ba (2015), Loshchilov and Hutter (2019). Gradients
/// whose norm is above one are scaled down to it first (Pascanu et al., 2013).
public final class Adam {
    private static final double FIRST = 0.9;
    private static final double SECOND = 0.999;
    private static final double TINY = 1e-8;
    private static final double LARGEST_NORM = 1;

    private final double[][] weights;
    private final double rate;
    private final double decay;
    private final double[][] means;
    private final double[][] squares;
    private int steps;

    /// @param weights that are moved from now on
    /// @param rate of a step
    /// @param decay of the weights, relative to the rate
    public Adam(double[][] weights, double rate, double decay) {
        this.weights = weights;
        this.rate = rate;
        this.decay = decay;
        means = Net.like(weights);
        squares = Net.like(weights);
    }

    /// Moves the weights; `gradients` are of the mean loss.
    public void step(double[][] gradients) {
        steps++;
        double norm = 0;
        for (double[] layer : gradients) {
            for (double gradient : layer) {
                norm += gradient * gradient;
            }
        }
        double scale = Math.min(1, LARGEST_NORM / Math.max(Math.sqrt(norm), TINY));
        double first = 1 - Math.pow(FIRST, steps);
        double second = 1 - Math.pow(SECOND, steps);
        for (int layer = 0; layer < gradients.length; layer++) {
            double[] moved = weights[layer];
            for (int i = 0; i < moved.length; i++) {
                double gradient = gradients[layer][i] * scale;
                means[layer][i] += (1 - FIRST) * (gradient - means[layer][i]);
                squares[layer][i] += (1 - SECOND) * (gradient * gradient - squares[layer][i]);
                moved[i] -=
                        rate
                                * (means[layer][i]
                                                / first
                                                / (Math.sqrt(squares[layer][i] / second) + TINY)
                                        + decay * moved[i]);
            }
        }
    }
}
