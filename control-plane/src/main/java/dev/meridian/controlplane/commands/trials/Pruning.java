package dev.meridian.controlplane.commands.trials;

import static dev.meridian.controlplane.commands.trials.Sheet.number;

import dev.meridian.controlplane.forecast.learn.Learners;
import dev.meridian.controlplane.forecast.learn.LiveLearning;
import dev.meridian.controlplane.forecast.model.live.Trial;
import java.util.List;
import java.util.function.Consumer;

/// What cutting back trees saves and costs: branches whose split gains less than a bound go.
final class Pruning implements Experiment {
    private static final double[] LEAST_GAINS = {0, 30, 100, 300};

    @Override
    public Sheet run(Halves halves, Consumer<String> progress) {
        Sample sample = Sample.of(halves);
        Sheet sheet =
                new Sheet(
                        "least gain of a split",
                        "error within training time",
                        "error later",
                        "MASE",
                        "to naive",
                        "kB",
                        "answer us",
                        "training s");
        List<Sample> splits = Sample.within(halves);
        for (double gain : LEAST_GAINS) {
            var learner = Learners.residuals(LiveLearning.boosting().leastGain(gain));
            Judged judged = Judged.learn(learner, sample.known(), halves.training());
            var outcomes = Challengers.trial(halves, judged.model(), 0);
            sheet.row(
                    number("%.0f", gain),
                    number("%.4f", Sample.left(learner, splits, halves)),
                    number("%.4f", judged.left(sample.later())),
                    number("%.3f", Trial.showing(outcomes).mase()),
                    number("%.3f", Challengers.toNaive(outcomes)),
                    number("%.0f", judged.model().toBytes().length / 1e3),
                    number("%.2f", judged.micros(sample.later())),
                    number("%.1f", judged.seconds()));
            progress.accept("pruned at %.0f".formatted(gain));
        }
        return sheet;
    }
}
