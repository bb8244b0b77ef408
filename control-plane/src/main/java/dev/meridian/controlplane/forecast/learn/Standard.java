package dev.meridian.controlplane.forecast.learn;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// Inputs in deviations from their mean; a missing one counts as its mean.
record Standard(double[] means, double[] deviations) {
    private static final double FAR = 10;

    /// @param inputs NaN where one is missing
    static Standard of(double[][] inputs, int width) {
        double[] means = new double[width];
        double[] deviations = new double[width];
        for (int i = 0; i < width; i++) {
            double sum = 0;
            double squares = 0;
            int count = 0;
            for (double[] input : inputs) {
                if (!Double.isNaN(input[i])) {
                    sum += input[i];
                    squares += input[i] * input[i];
                    count++;
                }
            }
            means[i] = sum / Math.max(1, count);
            double variance = squares / Math.max(1, count) - means[i] * means[i];
            deviations[i] = Math.max(1e-6, Math.sqrt(Math.max(0, variance)));
        }
        return new Standard(means, deviations);
    }

    /// Changes the input itself.
    double[] apply(double[] input) {
        for (int i = 0; i < input.length; i++) {
            input[i] =
                    Double.isNaN(input[i])
                            ? 0
                            : Math.clamp((input[i] - means[i]) / deviations[i], -FAR, FAR);
        }
        return input;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(means.length);
        for (int i = 0; i < means.length; i++) {
            out.writeDouble(means[i]);
            out.writeDouble(deviations[i]);
        }
    }

    static Standard read(DataInputStream in) throws IOException {
        double[] means = new double[in.readInt()];
        double[] deviations = new double[means.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = in.readDouble();
            deviations[i] = in.readDouble();
        }
        return new Standard(means, deviations);
    }
}
