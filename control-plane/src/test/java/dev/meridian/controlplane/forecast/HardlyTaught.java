package dev.meridian.controlplane.forecast;

import dev.meridian.controlplane.forecast.learn.Boosting;
import dev.meridian.controlplane.forecast.learn.Learners;
import dev.meridian.controlplane.forecast.learn.LiveLearning;
import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Learner;
import dev.meridian.controlplane.forecast.model.Series;
import dev.meridian.controlplane.forecast.model.Training;
import dev.meridian.controlplane.forecast.model.view.Horizons;
import dev.meridian.controlplane.support.RecordedDemand;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import java.time.Instant;
import java.util.List;

/// A model of one tree that says next to nothing: no better than experts alone.
final class HardlyTaught {
    private HardlyTaught() {}

    static Learner learner() {
        return Learners.residuals(
                new Boosting(Boosting.Loss.PSEUDO_HUBER, 1, 1, 0.001, 60, 0.6, 0.5, 20, 64, 42));
    }

    /// @param from the first of four days that it was shown
    static Learned model(String kind, Instant from, Instant at) {
        double[] values = new double[96 * 4];
        for (int i = 0; i < values.length; i++) {
            values[i] = RecordedDemand.value(from.plus(Course.SLOT.multipliedBy(i)), 1);
        }
        return LiveLearning.train(
                        learner(),
                        Horizons.CADENCE,
                        List.of(Series.of(from, Course.SLOT, values)),
                        2_000,
                        new Training(kind, at, from, at))
                .orElseThrow();
    }
}
