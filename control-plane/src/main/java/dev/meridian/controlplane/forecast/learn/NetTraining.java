package dev.meridian.controlplane.forecast.learn;

import dev.meridian.controlplane.forecast.model.UnfitModel;
import java.util.SplittableRandom;

/// Fits a network: minibatches, Huber loss, and an early stop when the loss on a tenth of the
/// examples no longer falls (Prechelt, 1998).
///
/// Neighbouring examples are of the same series and time, so whole stretches are kept back: a net
/// would know a single one by those beside it.
final class NetTraining {
    private static final int BATCH = 128;
    private static final int PATIENCE = 3;
    private static final int VALIDATED = 10;
    private static final int STRETCHES = 100;
    private static final double RATE = 1e-3;
    private static final double DECAY = 1e-2;
    private static final double BEND = 1;

    private final double[][] inputs;
    private final double[] targets;
    private final int epochs;
    private final SplittableRandom dice;

    /// @param inputs standardised
    /// @param epochs at most
    NetTraining(double[][] inputs, double[] targets, int epochs, SplittableRandom dice) {
        this.inputs = inputs;
        this.targets = targets;
        this.epochs = epochs;
        this.dice = dice;
    }

    /// The weights that did best on the examples that were kept back.
    ///
    /// @throws UnfitModel when it diverges: the best of a broken training would be what dice gave
    Net fit(Net net) {
        int[] order = new int[inputs.length];
        int kept = keepBack(order);
        Adam adam = new Adam(net.weights(), RATE, DECAY);
        Net best = net.copy();
        double least = loss(net, order, kept);
        int worse = 0;
        for (int epoch = 0; epoch < epochs && worse < PATIENCE; epoch++) {
            shuffle(order, kept);
            for (int from = kept; from < order.length; from += BATCH) {
                batch(net, adam, order, from, Math.min(order.length, from + BATCH));
            }
            double loss = loss(net, order, kept);
            if (!Double.isFinite(loss)) {
                throw new UnfitModel("The net diverged in epoch %d".formatted(epoch + 1));
            }
            if (loss < least) {
                least = loss;
                best = net.copy();
                worse = 0;
            } else {
                worse++;
            }
        }
        return best;
    }

    private void batch(Net net, Adam adam, int[] order, int from, int until) {
        double[][] gradients = Net.like(net.weights());
        for (int i = from; i < until; i++) {
            double[][] given = net.forward(inputs[order[i]]);
            double error = given[given.length - 1][0] - targets[order[i]];
            net.backward(given, Math.clamp(error, -BEND, BEND) / (until - from), gradients);
        }
        adam.step(gradients);
    }

    private double loss(Net net, int[] order, int kept) {
        double sum = 0;
        for (int i = 0; i < kept; i++) {
            double size = Math.abs(net.answer(inputs[order[i]]) - targets[order[i]]);
            sum += size <= BEND ? size * size / 2 : BEND * (size - BEND / 2);
        }
        return sum / kept;
    }

    /// Every tenth stretch first.
    ///
    /// @return how many those are
    private int keepBack(int[] order) {
        int length = Math.max(1, order.length / STRETCHES);
        int kept = 0;
        int last = order.length;
        for (int i = 0; i < order.length; i++) {
            if (i / length % VALIDATED == 0) {
                order[kept++] = i;
            } else {
                order[--last] = i;
            }
        }
        return kept;
    }

    private void shuffle(int[] order, int from) {
        for (int i = order.length - 1; i > from; i--) {
            int other = from + dice.nextInt(i - from + 1);
            int moved = order[i];
            order[i] = order[other];
            order[other] = moved;
        }
    }
}
