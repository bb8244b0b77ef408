package dev.meridian.controlplane.commands.trials;

import static dev.meridian.controlplane.commands.trials.Sheet.number;

import dev.meridian.controlplane.forecast.learn.Boosting;
import dev.meridian.controlplane.forecast.learn.Learners;
import dev.meridian.controlplane.forecast.learn.LiveLearning;
import dev.meridian.controlplane.forecast.model.live.Trial;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// Random search (Bergstra and Bengio, 2012) for the settings of the trees. Draws are judged on the
/// last four and ten days of the first halves; the judged time is seen by the best draw alone, and
/// by the usual settings beside it.
final class Tuning implements Experiment {
    private static final int DRAWS = 16;

    private static final int[] TREES = {25, 50, 100, 200, 300};
    private static final double[] RATES = {0.02, 0.03, 0.04, 0.06, 0.1};
    private static final int[] LEAVES = {10, 30, 60, 120, 240};
    private static final double[] SHARES = {0.4, 0.5, 0.6, 0.8};
    private static final double[] SHRINKAGES = {1, 5, 20, 50};
    private static final double[] GAINS = {0, 10, 30, 100, 300};

    @Override
    public Sheet run(Halves halves, Consumer<String> progress) {
        List<Sample> splits = Sample.within(halves);
        Sample whole = Sample.of(halves);
        Sheet sheet =
                new Sheet(
                        "settings",
                        "error within training time",
                        "error later",
                        "MASE",
                        "to naive");
        Boosting usual = LiveLearning.boosting();
        Boosting best = usual;
        double least = Sample.left(Learners.residuals(usual), splits, halves);
        progress.accept("usual: %.4f".formatted(least));
        finish("usual: " + words(usual), usual, least, whole, halves, sheet);
        SplittableRandom dice = new SplittableRandom(1);
        for (int draw = 0; draw < DRAWS; draw++) {
            Boosting drawn = drawn(usual, dice);
            double left = Sample.left(Learners.residuals(drawn), splits, halves);
            progress.accept("%s: %.4f".formatted(words(drawn), left));
            if (left < least) {
                least = left;
                best = drawn;
            }
        }
        finish("best draw: " + words(best), best, least, whole, halves, sheet);
        return sheet;
    }

    private static void finish(
            String words,
            Boosting boosting,
            double within,
            Sample sample,
            Halves halves,
            Sheet sheet) {
        Judged judged =
                Judged.learn(Learners.residuals(boosting), sample.known(), halves.training());
        var outcomes = Challengers.trial(halves, judged.model(), 0);
        sheet.row(
                words,
                number("%.4f", within),
                number("%.4f", judged.left(sample.later())),
                number("%.3f", Trial.showing(outcomes).mase()),
                number("%.3f", Challengers.toNaive(outcomes)));
    }

    private static Boosting drawn(Boosting usual, SplittableRandom dice) {
        return new Boosting(
                usual.loss(),
                TREES[dice.nextInt(TREES.length)],
                dice.nextInt(3, 8),
                RATES[dice.nextInt(RATES.length)],
                LEAVES[dice.nextInt(LEAVES.length)],
                SHARES[dice.nextInt(SHARES.length)],
                SHARES[dice.nextInt(SHARES.length)],
                SHRINKAGES[dice.nextInt(SHRINKAGES.length)],
                GAINS[dice.nextInt(GAINS.length)],
                usual.bins(),
                usual.seed());
    }

    private static String words(Boosting boosting) {
        return "%d trees of depth %d at %s; leaf %d; rows %s; columns %s; L2 %s; least gain %s"
                .formatted(
                        boosting.trees(),
                        boosting.depth(),
                        boosting.rate(),
                        boosting.leaf(),
                        boosting.rows(),
                        boosting.columns(),
                        boosting.shrinkage(),
                        boosting.leastGain());
    }
}
