package dev.meridian.controlplane.forecast.learn;

import java.util.SplittableRandom;

/// Dilated causal convolutions over a window, newest value last: van den Oord et al. (2016).
///
/// The filter of each level takes two neighbours, and the levels are dilated by 1, 2, 4 and so on.
/// Of all this only what the newest value needs is computed, which is every second position of the
/// level below: a window of 128 values costs 127 filters.
final class Convolutions {
    private final int channels;
    private final double[][] filters;

    /// @param filters one a level: for each channel two rows of the channels below, and a bias
    private Convolutions(int channels, double[][] filters) {
        this.channels = channels;
        this.filters = filters;
    }

    static Convolutions random(int levels, int channels, SplittableRandom dice) {
        double[][] filters = new double[levels][];
        for (int level = 0; level < levels; level++) {
            int in = 2 * below(level, channels);
            filters[level] = new double[channels * (in + 1)];
            for (int i = 0; i < filters[level].length; i++) {
                boolean bias = i % (in + 1) == in;
                filters[level][i] = bias ? 0 : dice.nextGaussian() * Math.sqrt(2.0 / in);
            }
        }
        return new Convolutions(channels, filters);
    }

    static Convolutions of(int channels, double[][] filters) {
        return new Convolutions(channels, filters);
    }

    private static int below(int level, int channels) {
        return level == 0 ? 1 : channels;
    }

    /// One value, two, four …: what the levels reach.
    int window() {
        return 1 << filters.length;
    }

    int channels() {
        return channels;
    }

    double[][] filters() {
        return filters;
    }

    /// What every level gives, the window first, the channels at the newest value last.
    double[][] forward(double[] window) {
        double[][] given = new double[filters.length + 1][];
        given[0] = window;
        for (int level = 0; level < filters.length; level++) {
            int in = 2 * below(level, channels);
            double[] filter = filters[level];
            double[] before = given[level];
            double[] out = new double[before.length / in * channels];
            for (int at = 0; at < out.length / channels; at++) {
                for (int j = 0; j < channels; j++) {
                    int row = j * (in + 1);
                    double sum = filter[row + in];
                    for (int i = 0; i < in; i++) {
                        sum += filter[row + i] * before[at * in + i];
                    }
                    out[at * channels + j] = Math.max(0, sum);
                }
            }
            given[level + 1] = out;
        }
        return given;
    }

    /// Adds to `gradients` what one example asks for.
    ///
    /// @param slopes of the loss at the channels
    void backward(double[][] given, double[] slopes, double[][] gradients) {
        double[] delta = slopes;
        for (int level = filters.length - 1; level >= 0; level--) {
            int in = 2 * below(level, channels);
            double[] filter = filters[level];
            double[] asked = gradients[level];
            double[] input = given[level];
            double[] before = new double[input.length];
            for (int at = 0; at < delta.length / channels; at++) {
                for (int j = 0; j < channels; j++) {
                    double slope = delta[at * channels + j];
                    if (slope == 0 || given[level + 1][at * channels + j] <= 0) {
                        continue;
                    }
                    int row = j * (in + 1);
                    asked[row + in] += slope;
                    for (int i = 0; i < in; i++) {
                        asked[row + i] += slope * input[at * in + i];
                        before[at * in + i] += slope * filter[row + i];
                    }
                }
            }
            delta = before;
        }
    }
}
