package dev.meridian.controlplane.forecast.learn;

import java.util.SplittableRandom;

/// Fits a network: minibatches, Huber loss, and an early stop when the loss on a tenth of the
/// examples no longer falls (Prechelt, 1998).
final class NetTraining {
    private static final int BATCH = 128;
    private static final int EPOCHS = 30;
    private static final int PATIENCE = 3;
    private static final int VALIDATED = 10;
    private static final double RATE = 1e-3;
    private static final double DECAY = 1e-4;
    private static final double BEND = 1;

    private final double[][] inputs;
    private final double[] targets;
    private final SplittableRandom dice;

    /// @param inputs standardised
    NetTraining(double[][] inputs, double[] targets, SplittableRandom dice) {
        this.inputs = inputs;
        this.targets = targets;
        this.dice = dice;
    }

    /// The weights that did best on the examples that were kept back.
    Network fit(Network network) {
        int[] order = shuffled();
        int kept = Math.max(1, order.length / VALIDATED);
        Adam adam = new Adam(network, RATE, DECAY);
        Network best = network.copy();
        double least = loss(network, order, kept);
        int worse = 0;
        for (int epoch = 0; epoch < EPOCHS && worse < PATIENCE; epoch++) {
            shuffle(order, kept);
            for (int from = kept; from < order.length; from += BATCH) {
                batch(network, adam, order, from, Math.min(order.length, from + BATCH));
            }
            double loss = loss(network, order, kept);
            if (loss < least) {
                least = loss;
                best = network.copy();
                worse = 0;
            } else {
                worse++;
            }
        }
        return best;
    }

    private void batch(Network network, Adam adam, int[] order, int from, int until) {
        double[][] gradients = new double[network.layers()][];
        for (int layer = 0; layer < gradients.length; layer++) {
            gradients[layer] = new double[network.weights(layer).length];
        }
        for (int i = from; i < until; i++) {
            double[][] given = network.forward(inputs[order[i]]);
            double error = given[given.length - 1][0] - targets[order[i]];
            network.backward(given, Math.clamp(error, -BEND, BEND) / (until - from), gradients);
        }
        adam.step(network, gradients);
    }

    private double loss(Network network, int[] order, int kept) {
        double sum = 0;
        for (int i = 0; i < kept; i++) {
            double size = Math.abs(network.answer(inputs[order[i]]) - targets[order[i]]);
            sum += size <= BEND ? size * size / 2 : BEND * (size - BEND / 2);
        }
        return sum / kept;
    }

    private int[] shuffled() {
        int[] order = new int[inputs.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        shuffle(order, 0);
        return order;
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
