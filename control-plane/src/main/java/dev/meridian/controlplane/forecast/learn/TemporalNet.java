package dev.meridian.controlplane.forecast.learn;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Convolutions over the most recent values, whose channels stand beside all other inputs before a
/// perceptron: after Bai, Kolter and Koltun (2018), without residual connections.
final class TemporalNet implements Net {
    private final int[] recent;
    private final int[] others;
    private final Convolutions convolutions;
    private final Network head;

    private TemporalNet(int[] recent, int[] others, Convolutions convolutions, Network head) {
        this.recent = recent;
        this.others = others;
        this.convolutions = convolutions;
        this.head = head;
    }

    /// @param recent which inputs are the window, oldest first: a power of two of them
    /// @param others the other inputs
    static TemporalNet random(
            int[] recent, int[] others, int channels, int[] hidden, SplittableRandom dice) {
        int levels = Integer.numberOfTrailingZeros(recent.length);
        if (recent.length < 2 || recent.length != 1 << levels) {
            throw new IllegalArgumentException(
                    "A window has 2, 4, 8, … values, and not %d".formatted(recent.length));
        }
        int[] widths = new int[hidden.length + 2];
        widths[0] = others.length + channels;
        System.arraycopy(hidden, 0, widths, 1, hidden.length);
        widths[widths.length - 1] = 1;
        return new TemporalNet(
                recent,
                others,
                Convolutions.random(levels, channels, dice),
                Network.random(dice, widths));
    }

    @Override
    public double[][] weights() {
        return joined(convolutions.filters(), head.weights());
    }

    @Override
    public double[][] forward(double[] input) {
        double[][] seen = convolutions.forward(picked(input, recent, 0));
        double[] beside = picked(input, others, convolutions.channels());
        double[] channels = seen[seen.length - 1];
        System.arraycopy(channels, 0, beside, others.length, channels.length);
        return joined(seen, head.forward(beside));
    }

    @Override
    public void backward(double[][] given, double slope, double[][] gradients) {
        int levels = convolutions.filters().length;
        double[] slopes =
                head.backward(
                        Arrays.copyOfRange(given, levels + 1, given.length),
                        new double[] {slope},
                        Arrays.copyOfRange(gradients, levels, gradients.length));
        convolutions.backward(
                given, Arrays.copyOfRange(slopes, others.length, slopes.length), gradients);
    }

    @Override
    public TemporalNet copy() {
        double[][] filters = convolutions.filters().clone();
        Arrays.setAll(filters, level -> filters[level].clone());
        return new TemporalNet(
                recent, others, Convolutions.of(convolutions.channels(), filters), head.copy());
    }

    /// The chosen inputs, and room behind them.
    private static double[] picked(double[] input, int[] which, int room) {
        double[] picked = new double[which.length + room];
        for (int i = 0; i < which.length; i++) {
            picked[i] = input[which[i]];
        }
        return picked;
    }

    private static double[][] joined(double[][] first, double[][] second) {
        double[][] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    @Override
    public void write(DataOutputStream out) throws IOException {
        for (int[] inputs : new int[][] {recent, others}) {
            out.writeInt(inputs.length);
            for (int input : inputs) {
                out.writeInt(input);
            }
        }
        out.writeInt(convolutions.channels());
        for (double[] filter : convolutions.filters()) {
            out.writeInt(filter.length);
            for (double weight : filter) {
                out.writeDouble(weight);
            }
        }
        head.write(out);
    }

    static TemporalNet read(DataInputStream in) throws IOException {
        int[][] inputs = new int[2][];
        for (int i = 0; i < 2; i++) {
            inputs[i] = new int[in.readInt()];
            for (int j = 0; j < inputs[i].length; j++) {
                inputs[i][j] = in.readInt();
            }
        }
        int channels = in.readInt();
        double[][] filters = new double[Integer.numberOfTrailingZeros(inputs[0].length)][];
        for (int level = 0; level < filters.length; level++) {
            filters[level] = new double[in.readInt()];
            for (int i = 0; i < filters[level].length; i++) {
                filters[level][i] = in.readDouble();
            }
        }
        return new TemporalNet(
                inputs[0], inputs[1], Convolutions.of(channels, filters), Network.read(in));
    }
}
