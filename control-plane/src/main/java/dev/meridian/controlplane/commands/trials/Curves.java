package dev.meridian.controlplane.commands.trials;

import static dev.meridian.controlplane.commands.trials.Sheet.number;

import dev.meridian.controlplane.forecast.learn.Boosting;
import dev.meridian.controlplane.forecast.learn.Learners;
import dev.meridian.controlplane.forecast.learn.LiveLearning;
import dev.meridian.controlplane.forecast.learn.NeuralNet;
import dev.meridian.controlplane.forecast.model.Learner;
import java.util.function.Consumer;

/// How the error falls with the number of trees, and with the epochs of the neural net: on the rows
/// that were learned from, and on the time after.
final class Curves implements Experiment {
    private static final int[] TREES = {10, 25, 50, 100, 200, 400};
    private static final int[] EPOCHS = {1, 2, 4, 8, 16, 30};
    private static final int ROWS_OF_NET = 30_000;

    @Override
    public Sheet run(Halves halves, Consumer<String> progress) {
        Sample sample = Sample.of(halves);
        Sheet sheet = new Sheet("model", "error in training", "error later", "training s");
        for (int trees : TREES) {
            Boosting usual = LiveLearning.boosting();
            Learner learner = Learners.residuals(usual.trees(trees));
            point(trees + " trees", learner, sample, halves, sheet);
        }
        progress.accept("trees are grown");
        for (int epochs : EPOCHS) {
            Learner learner = NeuralNet.perceptron().limited(ROWS_OF_NET, epochs);
            point("net of " + epochs + " epochs", learner, sample, halves, sheet);
        }
        return sheet;
    }

    private static void point(
            String words, Learner learner, Sample sample, Halves halves, Sheet sheet) {
        Judged judged = Judged.learn(learner, sample.known(), halves.training());
        sheet.row(
                words,
                number("%.4f", judged.left(sample.known())),
                number("%.4f", judged.left(sample.later())),
                number("%.1f", judged.seconds()));
    }
}
