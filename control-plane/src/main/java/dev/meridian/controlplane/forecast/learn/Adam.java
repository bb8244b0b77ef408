package dev.meridian.controlplane.forecast.learn;

/// Adam with decoupled weight decay: Kingma and Ba (2015), Loshchilov and Hutter (2019). Gradients
/// whose norm is above one are scaled down to it first (Pascanu et al., 2013).
final class Adam {
    private static final double FIRST = 0.9;
    private static final double SECOND = 0.999;
    private static final double TINY = 1e-8;
    private static final double LARGEST_NORM = 1;

    private final double rate;
    private final double decay;
    private final double[][] means;
    private final double[][] squares;
    private int steps;

    Adam(Network network, double rate, double decay) {
        this.rate = rate;
        this.decay = decay;
        means = new double[network.layers()][];
        squares = new double[network.layers()][];
        for (int layer = 0; layer < means.length; layer++) {
            means[layer] = new double[network.weights(layer).length];
            squares[layer] = new double[network.weights(layer).length];
        }
    }

    /// Moves the weights; `gradients` are of the mean loss.
    void step(Network network, double[][] gradients) {
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
            double[] weights = network.weights(layer);
            for (int i = 0; i < weights.length; i++) {
                double gradient = gradients[layer][i] * scale;
                means[layer][i] += (1 - FIRST) * (gradient - means[layer][i]);
                squares[layer][i] += (1 - SECOND) * (gradient * gradient - squares[layer][i]);
                weights[i] -=
                        rate
                                * (means[layer][i]
                                                / first
                                                / (Math.sqrt(squares[layer][i] / second) + TINY)
                                        + decay * weights[i]);
            }
        }
    }
}
