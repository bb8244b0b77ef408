package dev.meridian.controlplane.forecast.learn;

import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Learner;
import dev.meridian.controlplane.forecast.model.Series;
import dev.meridian.controlplane.forecast.model.Training;
import dev.meridian.controlplane.forecast.model.feature.Rows;
import dev.meridian.controlplane.forecast.model.live.Cadence;
import dev.meridian.controlplane.forecast.model.live.Lessons;
import dev.meridian.controlplane.forecast.model.weigh.Turns;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Trains the model of a kind of resource from its histories.
public final class LiveLearning {
    /// A refit looks at no more rows.
    public static final int MOST_ROWS = 300_000;

    private static final int FEWEST_ROWS = 500;

    private LiveLearning() {}

    /// The learner of choice for residuals of live series: shallow trees with large leaves, cut
    /// back where a split gains little, as demand is mostly noise at short horizons.
    public static Learner usual() {
        return Learners.residuals(boosting());
    }

    /// Who competes, and whose turn it is. Each of the others answers a row in a few microseconds,
    /// as the usual one does; the forest and the convolutional net take several times longer.
    public static Turns turns() {
        return new Turns(usual(), List.of(NeuralNet.perceptron(), new StraightLine()));
    }

    /// How its trees are boosted.
    public static Boosting boosting() {
        return new Boosting(Boosting.Loss.PSEUDO_HUBER, 200, 5, 0.04, 60, 0.6, 0.5, 20, 30, 64, 42);
    }

    /// @return no model when the histories are too few or too short to learn from
    public static Optional<Learned> train(
            Learner learner,
            Cadence cadence,
            Collection<Series> histories,
            int mostRows,
            Training training) {
        Rows lessons = new Lessons(cadence).of(histories, mostRows, 1);
        return lessons.size() < FEWEST_ROWS
                ? Optional.empty()
                : Optional.of(learner.learn(lessons, training));
    }
}
