package dev.meridian.controlplane.forecast.model.panel;

import java.util.Arrays;

/// How much of each forecast goes into the one that is given: weights that sum to one.
///
/// Found on held-out time by moving small shares from one forecast to another while the mean
/// absolute error falls; a pull towards the start keeps chance out.
record Mixture(double[] weights) {
    private static final double[] SHARES = {0.2, 0.1, 0.05};

    /// @param forecasts one array of the same length each
    /// @param start where the search begins, and whereto it is pulled
    /// @param pull loss per share moved away from the start, relative to the mean error
    static Mixture of(double[][] forecasts, double[] truth, double[] start, double pull) {
        double[] weights = start.clone();
        double unit = loss(forecasts, truth, start);
        double best = unit;
        for (double share : SHARES) {
            boolean better = true;
            while (better) {
                better = false;
                for (int from = 0; from < weights.length; from++) {
                    for (int to = 0; to < weights.length; to++) {
                        double[] moved = moved(weights, from, to, share);
                        if (moved == weights) {
                            continue;
                        }
                        double loss =
                                loss(forecasts, truth, moved)
                                        + pull * unit * distance(moved, start);
                        if (loss < best - 1e-12) {
                            best = loss;
                            weights = moved;
                            better = true;
                        }
                    }
                }
            }
        }
        return new Mixture(weights);
    }

    private static double[] moved(double[] weights, int from, int to, double share) {
        if (from == to || weights[from] < share - 1e-9) {
            return weights;
        }
        double[] moved = weights.clone();
        moved[from] = Math.max(0, moved[from] - share);
        moved[to] += share;
        return moved;
    }

    private static double distance(double[] weights, double[] start) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += Math.abs(weights[i] - start[i]) / 2;
        }
        return sum;
    }

    private static double loss(double[][] forecasts, double[] truth, double[] weights) {
        double sum = 0;
        for (int i = 0; i < truth.length; i++) {
            double mixed = 0;
            for (int k = 0; k < weights.length; k++) {
                mixed += weights[k] * forecasts[k][i];
            }
            sum += Math.abs(truth[i] - mixed);
        }
        return sum / Math.max(1, truth.length);
    }

    double of(double... forecasts) {
        double mixed = 0;
        for (int k = 0; k < weights.length; k++) {
            mixed += weights[k] * forecasts[k];
        }
        return mixed;
    }

    @Override
    public String toString() {
        return Arrays.toString(weights);
    }
}
