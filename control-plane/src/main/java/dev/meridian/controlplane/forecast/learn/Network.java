package dev.meridian.controlplane.forecast.learn;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;

/// A multilayer perceptron: dense layers with ReLU between them, and none at the end.
///
/// He et al. (2015) for the initial weights. A layer of n inputs and m outputs is an array of m
/// rows of n weights and a bias.
public final class Network implements Net {
    private final int[] widths;
    private final double[][] weights;

    private Network(int[] widths, double[][] weights) {
        this.widths = widths;
        this.weights = weights;
    }

    /// @param widths numbers of inputs, of each hidden layer, and of outputs
    public static Network random(SplittableRandom dice, int... widths) {
        double[][] weights = new double[widths.length - 1][];
        for (int layer = 0; layer < weights.length; layer++) {
            int in = widths[layer];
            weights[layer] = new double[widths[layer + 1] * (in + 1)];
            for (int i = 0; i < weights[layer].length; i++) {
                boolean bias = i % (in + 1) == in;
                weights[layer][i] = bias ? 0 : dice.nextGaussian() * Math.sqrt(2.0 / in);
            }
        }
        return new Network(widths.clone(), weights);
    }

    @Override
    public double[][] weights() {
        return weights;
    }

    @Override
    public Network copy() {
        double[][] same = new double[weights.length][];
        for (int layer = 0; layer < same.length; layer++) {
            same[layer] = weights[layer].clone();
        }
        return new Network(widths, same);
    }

    @Override
    public double[][] forward(double[] input) {
        double[][] given = new double[widths.length][];
        given[0] = input;
        for (int layer = 0; layer < weights.length; layer++) {
            int in = widths[layer];
            double[] own = weights[layer];
            double[] before = given[layer];
            double[] out = new double[widths[layer + 1]];
            for (int j = 0; j < out.length; j++) {
                int row = j * (in + 1);
                double sum = own[row + in];
                for (int i = 0; i < in; i++) {
                    sum += own[row + i] * before[i];
                }
                out[j] = layer + 1 < weights.length ? Math.max(0, sum) : sum;
            }
            given[layer + 1] = out;
        }
        return given;
    }

    @Override
    public void backward(double[][] given, double slope, double[][] gradients) {
        backward(given, new double[] {slope}, gradients);
    }

    /// Adds to `gradients` what one example asks for.
    ///
    /// @param given of [#forward]
    /// @param slopes of the loss at the outputs
    /// @return the slopes of the loss at the inputs
    public double[] backward(double[][] given, double[] slopes, double[][] gradients) {
        double[] delta = slopes;
        for (int layer = weights.length - 1; layer >= 0; layer--) {
            int in = widths[layer];
            double[] own = weights[layer];
            double[] asked = gradients[layer];
            double[] input = given[layer];
            double[] before = new double[in];
            for (int j = 0; j < delta.length; j++) {
                double slope = delta[j];
                if (slope == 0) {
                    continue;
                }
                int row = j * (in + 1);
                asked[row + in] += slope;
                for (int i = 0; i < in; i++) {
                    asked[row + i] += slope * input[i];
                    before[i] += slope * own[row + i];
                }
            }
            for (int i = 0; layer > 0 && i < in; i++) {
                if (input[i] <= 0) {
                    before[i] = 0;
                }
            }
            delta = before;
        }
        return delta;
    }

    @Override
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(widths.length);
        for (int width : widths) {
            out.writeInt(width);
        }
        for (double[] layer : weights) {
            for (double weight : layer) {
                out.writeDouble(weight);
            }
        }
    }

    static Network read(DataInputStream in) throws IOException {
        int[] widths = new int[in.readInt()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = in.readInt();
        }
        double[][] weights = new double[widths.length - 1][];
        for (int layer = 0; layer < weights.length; layer++) {
            weights[layer] = new double[widths[layer + 1] * (widths[layer] + 1)];
            for (int i = 0; i < weights[layer].length; i++) {
                weights[layer][i] = in.readDouble();
            }
        }
        return new Network(widths, weights);
    }
}
