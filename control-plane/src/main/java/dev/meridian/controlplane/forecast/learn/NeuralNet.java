package dev.meridian.controlplane.forecast.learn;

import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Learner;
import dev.meridian.controlplane.forecast.model.Provenance;
import dev.meridian.controlplane.forecast.model.Training;
import dev.meridian.controlplane.forecast.model.UnfitModel;
import dev.meridian.controlplane.forecast.model.feature.Features;
import dev.meridian.controlplane.forecast.model.feature.Rows;
import java.util.Map;

/// Small neural nets: challengers of the boosted trees.
public final class NeuralNet implements Learner {
    /// Where it stops when it has not before.
    public static final int EPOCHS = 30;

    private static final int MOST_ROWS = 50_000;

    private final String name;
    private final String layers;
    private final NetShape shape;
    private final int mostRows;
    private final int epochs;

    private NeuralNet(String name, String layers, NetShape shape, int mostRows, int epochs) {
        this.name = name;
        this.layers = layers;
        this.shape = shape;
        this.mostRows = mostRows;
        this.epochs = epochs;
    }

    /// Two hidden layers.
    public static NeuralNet perceptron() {
        return new NeuralNet("neural net", "64,32", NetShape.dense(64, 32), MOST_ROWS, EPOCHS);
    }

    /// Dilated causal convolutions over the recent values as well; learns from rows that have them:
    /// see [Features].
    public static NeuralNet convolutional() {
        return new NeuralNet(
                "convolutional net",
                "8 channels,64,32",
                NetShape.temporal(Features.RECENT, 8, 64, 32),
                MOST_ROWS,
                EPOCHS);
    }

    /// The same with other limits.
    public NeuralNet limited(int mostRowsOfIt, int epochsOfIt) {
        return new NeuralNet(name, layers, shape, mostRowsOfIt, epochsOfIt);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Learned learn(Rows rows, Training training) {
        Rows sample = Samples.of(rows, mostRows);
        NetModel model =
                new NetTrainer(shape, epochs).train(Examples.of(sample, training), Map.of());
        var learned =
                new NetLearned(
                        model.network(),
                        new Provenance(
                                name(),
                                training,
                                sample.size(),
                                NetTrainer.names(model.getFeatureIDMap()),
                                Map.of("hidden", layers, "loss", "huber", "optimiser", "adam")));
        if (!model.network().isFinite()) {
            throw new UnfitModel(name() + " has weights that are not finite: it diverged");
        }
        FiniteAnswers.check(learned, rows);
        return learned;
    }
}
