package dev.meridian.controlplane.commands.trials;

import dev.meridian.controlplane.forecast.learn.Adam;
import dev.meridian.controlplane.forecast.learn.Net;
import dev.meridian.controlplane.forecast.learn.Network;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Learns to give windows of a series back through four numbers: Kingma and Welling (2014), where
/// those are drawn from a distribution that is pulled to the normal one, or plainly.
final class Autoencoder {
    private static final int HIDDEN = 24;
    private static final int CODE = 4;
    private static final int BATCH = 32;
    private static final double RATE = 3e-3;
    private static final double PULL = 0.1;

    private final boolean variational;
    private final Network encoder;
    private final Network decoder;
    private final Adam ofEncoder;
    private final Adam ofDecoder;
    private final SplittableRandom dice = new SplittableRandom(1);

    /// @param width of a window
    Autoencoder(int width, boolean variational) {
        this.variational = variational;
        encoder = Network.random(dice, width, HIDDEN, 2 * CODE);
        decoder = Network.random(dice, CODE, HIDDEN, width);
        ofEncoder = new Adam(encoder.weights(), RATE, 0);
        ofDecoder = new Adam(decoder.weights(), RATE, 0);
    }

    /// What it makes of a window; nothing is drawn here.
    double[] back(double[] window) {
        double[] code = last(encoder.forward(window));
        return last(decoder.forward(Arrays.copyOf(code, CODE)));
    }

    void learn(List<double[]> windows, int epochs) {
        for (int step = 0; step < epochs * windows.size() / BATCH; step++) {
            double[][] first = Net.like(encoder.weights());
            double[][] second = Net.like(decoder.weights());
            for (int i = 0; i < BATCH; i++) {
                learn(windows.get(dice.nextInt(windows.size())), first, second);
            }
            ofEncoder.step(first);
            ofDecoder.step(second);
        }
    }

    private void learn(double[] window, double[][] first, double[][] second) {
        double[][] encoded = encoder.forward(window);
        double[] given = last(encoded);
        double[] drawn = new double[CODE];
        double[] code = new double[CODE];
        for (int i = 0; i < CODE; i++) {
            drawn[i] = variational ? dice.nextGaussian() : 0;
            code[i] = given[i] + drawn[i] * deviation(given, i);
        }
        double[][] decoded = decoder.forward(code);
        double[] slopes = last(decoded).clone();
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = (slopes[i] - window[i]) / slopes.length / BATCH;
        }
        double[] atCode = decoder.backward(decoded, slopes, second);
        double[] atGiven = new double[2 * CODE];
        double pull = variational ? PULL / window.length / BATCH : 0;
        for (int i = 0; i < CODE; i++) {
            double deviation = deviation(given, i);
            atGiven[i] = atCode[i] + pull * given[i];
            atGiven[CODE + i] =
                    atCode[i] * drawn[i] * deviation / 2 + pull * (deviation * deviation - 1) / 2;
        }
        encoder.backward(encoded, atGiven, first);
    }

    private static double deviation(double[] given, int i) {
        return Math.exp(Math.clamp(given[CODE + i], -10, 10) / 2);
    }

    private static double[] last(double[][] given) {
        return given[given.length - 1];
    }
}
