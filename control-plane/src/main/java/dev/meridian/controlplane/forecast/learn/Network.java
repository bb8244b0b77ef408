package dev.meridian.controlplane.forecast.learn;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;

/// A multilayer perceptron: dense layers with ReLU between them and one number at the end, behind
/// its own standardisation of what goes in. A missing number counts as its mean.
///
/// He et al. (2015) for the initial weights. A layer of n inputs and m outputs is an array of m
/// rows of n weights and a bias.
final class Network {
    private final int[] widths;
    private final double[][] weights;
    private final double[] means;
    private final double[] deviations;

    Network(int[] widths, double[] means, double[] deviations, double[][] weights) {
        this.widths = widths.clone();
        this.means = means;
        this.deviations = deviations;
        this.weights = weights;
    }

    static Network random(
            int[] widths, double[] means, double[] deviations, SplittableRandom dice) {
        double[][] weights = new double[widths.length - 1][];
        for (int layer = 0; layer < weights.length; layer++) {
            int in = widths[layer];
            weights[layer] = new double[widths[layer + 1] * (in + 1)];
            for (int i = 0; i < weights[layer].length; i++) {
                boolean bias = i % (in + 1) == in;
                weights[layer][i] = bias ? 0 : dice.nextGaussian() * Math.sqrt(2.0 / in);
            }
        }
        return new Network(widths, means, deviations, weights);
    }

    int layers() {
        return weights.length;
    }

    double[] weights(int layer) {
        return weights[layer];
    }

    Network copy() {
        double[][] same = new double[weights.length][];
        for (int layer = 0; layer < same.length; layer++) {
            same[layer] = weights[layer].clone();
        }
        return new Network(widths, means, deviations, same);
    }

    double standardised(int input, double value) {
        return Double.isNaN(value)
                ? 0
                : Math.clamp((value - means[input]) / deviations[input], -10, 10);
    }

    /// What every layer gives, the standardised input first.
    double[][] forward(double[] input) {
        double[][] given = new double[widths.length][];
        given[0] = input;
        for (int layer = 0; layer < weights.length; layer++) {
            int in = widths[layer];
            double[] out = new double[widths[layer + 1]];
            for (int j = 0; j < out.length; j++) {
                int row = j * (in + 1);
                double sum = weights[layer][row + in];
                for (int i = 0; i < in; i++) {
                    sum += weights[layer][row + i] * given[layer][i];
                }
                out[j] = layer + 1 < weights.length ? Math.max(0, sum) : sum;
            }
            given[layer + 1] = out;
        }
        return given;
    }

    double answer(double[] input) {
        return forward(input)[widths.length - 1][0];
    }

    /// Adds to `gradients` what one example asks for, given the slope of the loss at its answer.
    void backward(double[][] given, double slope, double[][] gradients) {
        double[] delta = {slope};
        for (int layer = weights.length - 1; layer >= 0; layer--) {
            int in = widths[layer];
            double[] before = new double[in];
            for (int j = 0; j < delta.length; j++) {
                if (delta[j] == 0) {
                    continue;
                }
                int row = j * (in + 1);
                gradients[layer][row + in] += delta[j];
                for (int i = 0; i < in; i++) {
                    gradients[layer][row + i] += delta[j] * given[layer][i];
                    before[i] += delta[j] * weights[layer][row + i];
                }
            }
            for (int i = 0; layer > 0 && i < in; i++) {
                if (given[layer][i] <= 0) {
                    before[i] = 0;
                }
            }
            delta = before;
        }
    }

    byte[] toBytes() {
        try {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            out.writeInt(widths.length);
            for (int width : widths) {
                out.writeInt(width);
            }
            for (int i = 0; i < means.length; i++) {
                out.writeDouble(means[i]);
                out.writeDouble(deviations[i]);
            }
            for (double[] layer : weights) {
                for (double weight : layer) {
                    out.writeDouble(weight);
                }
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Network read(byte[] bytes) {
        try {
            var in = new DataInputStream(new ByteArrayInputStream(bytes));
            int[] widths = new int[in.readInt()];
            for (int i = 0; i < widths.length; i++) {
                widths[i] = in.readInt();
            }
            double[] means = new double[widths[0]];
            double[] deviations = new double[widths[0]];
            for (int i = 0; i < means.length; i++) {
                means[i] = in.readDouble();
                deviations[i] = in.readDouble();
            }
            double[][] weights = new double[widths.length - 1][];
            for (int layer = 0; layer < weights.length; layer++) {
                weights[layer] = new double[widths[layer + 1] * (widths[layer] + 1)];
                for (int i = 0; i < weights[layer].length; i++) {
                    weights[layer][i] = in.readDouble();
                }
            }
            return new Network(widths, means, deviations, weights);
        } catch (IOException e) {
            throw new IllegalArgumentException("The bytes of a network are cut off.", e);
        }
    }
}
