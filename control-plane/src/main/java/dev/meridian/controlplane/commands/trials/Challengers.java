package dev.meridian.controlplane.commands.trials;

import static dev.meridian.controlplane.commands.trials.Sheet.number;

import dev.meridian.controlplane.forecast.learn.BinnedForest;
import dev.meridian.controlplane.forecast.learn.LiveLearning;
import dev.meridian.controlplane.forecast.learn.NeuralNet;
import dev.meridian.controlplane.forecast.learn.StraightLine;
import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Learner;
import dev.meridian.controlplane.forecast.model.feature.Rows;
import dev.meridian.controlplane.forecast.model.live.Cadence;
import dev.meridian.controlplane.forecast.model.live.Lessons;
import dev.meridian.controlplane.forecast.model.live.Trial;
import dev.meridian.controlplane.forecast.model.live.Voice;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// The champion among learners beside each of its challengers: the same rows to learn from, the
/// same later time to be judged by, behind the same gates, weights and bands.
final class Challengers implements Experiment {
    private static final int MOST_ROWS = 60_000;

    /// The convolutional net looks at 32 hours.
    private static final int RECENT = 128;

    private static final int NAIVE = Voice.LAST_VALUE.ordinal();
    private static final Cadence CADENCE = Cadence.quarters();

    private record Entry(Learner learner, int recent) {}

    private static final Entry[] ENTRIES = {
        new Entry(LiveLearning.usual(), 0),
        new Entry(new BinnedForest(), 0),
        new Entry(new StraightLine(), 0),
        new Entry(NeuralNet.perceptron(), 0),
        new Entry(NeuralNet.convolutional(), RECENT),
    };

    @Override
    public Sheet run(Halves halves, Consumer<String> progress) {
        Sheet sheet =
                new Sheet(
                        "learner",
                        "MASE",
                        "to naive",
                        "behind gate",
                        "error left",
                        "P95",
                        "share",
                        "training s",
                        "answer us",
                        "kB");
        Map<String, Trial.Outcome> alone = trial(halves, null, 0);
        sheet.row(
                "last value",
                number("%.3f", voice(alone, NAIVE)),
                "1.000",
                "",
                "",
                "",
                "",
                "",
                "",
                "");
        sheet.row(
                "experts alone",
                number("%.3f", Trial.showing(alone).mase()),
                number("%.3f", toNaive(alone)),
                "",
                "1.000",
                number("%.3f", Trial.showing(alone).coverage()),
                "",
                "",
                "",
                "");
        for (Entry entry : ENTRIES) {
            judge(entry, halves, sheet);
            progress.accept("%s is judged".formatted(entry.learner.name()));
        }
        return sheet;
    }

    private static void judge(Entry entry, Halves halves, Sheet sheet) {
        Lessons lessons = new Lessons(CADENCE, entry.recent);
        Rows rows = lessons.of(halves.known(), MOST_ROWS, 1);
        Rows later = lessons.of(halves.series().values(), halves.judged(), MOST_ROWS, 2);
        Judged judged = Judged.learn(entry.learner, rows, halves.training());
        Map<String, Trial.Outcome> outcomes = trial(halves, judged.model(), entry.recent);
        sheet.row(
                entry.learner.name(),
                number("%.3f", Trial.showing(outcomes).mase()),
                number("%.3f", toNaive(outcomes)),
                number("%.3f", voice(outcomes, Voice.MODEL.ordinal())),
                number("%.3f", judged.left(later)),
                number("%.3f", Trial.showing(outcomes).coverage()),
                number("%.2f", mean(outcomes, Trial.Outcome::share)),
                number("%.1f", judged.seconds()),
                number("%.2f", judged.micros(later)),
                number("%.0f", judged.model().toBytes().length / 1e3));
    }

    static Map<String, Trial.Outcome> trial(Halves halves, @Nullable Learned model, int recent) {
        return new Trial(CADENCE, recent, halves.series())
                .run(model, halves.middle(), halves.judged());
    }

    /// The geometric mean of what each series' error is to that of its last value: no series
    /// outweighs another.
    static double toNaive(Map<String, Trial.Outcome> outcomes) {
        return Math.exp(
                mean(outcomes, outcome -> Math.log(outcome.mase() / outcome.errors()[NAIVE])));
    }

    private static double voice(Map<String, Trial.Outcome> outcomes, int voice) {
        return mean(outcomes, outcome -> outcome.errors()[voice]);
    }

    private static double mean(
            Map<String, Trial.Outcome> outcomes, ToDoubleFunction<Trial.Outcome> what) {
        return outcomes.values().stream()
                .filter(outcome -> outcome.judged() > 0)
                .mapToDouble(what)
                .average()
                .orElse(Double.NaN);
    }
}
