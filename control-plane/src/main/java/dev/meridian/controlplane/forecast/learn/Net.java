package dev.meridian.controlplane.forecast.learn;

import java.io.DataOutputStream;
import java.io.IOException;

/// A network of numbers that answers an input with one number, and can be moved by gradients.
public interface Net {

    /// All that is learned, layer by layer; not copies.
    double[][] weights();

    /// What every layer gives, the standardised input first, the answer alone at the end.
    double[][] forward(double[] input);

    /// Adds to `gradients`, shaped as [#weights], what one example asks for.
    ///
    /// @param given of [#forward]
    /// @param slope of the loss at the answer
    void backward(double[][] given, double slope, double[][] gradients);

    Net copy();

    void write(DataOutputStream out) throws IOException;

    default double answer(double[] input) {
        double[][] given = forward(input);
        return given[given.length - 1][0];
    }

    /// Zeros, as many as there are weights.
    static double[][] like(double[][] weights) {
        double[][] zeros = new double[weights.length][];
        for (int layer = 0; layer < zeros.length; layer++) {
            zeros[layer] = new double[weights[layer].length];
        }
        return zeros;
    }
}
