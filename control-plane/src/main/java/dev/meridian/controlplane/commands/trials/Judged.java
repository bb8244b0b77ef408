package dev.meridian.controlplane.commands.trials;

import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Learner;
import dev.meridian.controlplane.forecast.model.Training;
import dev.meridian.controlplane.forecast.model.feature.Rows;
import java.lang.management.ManagementFactory;

/// A model and what it did.
///
/// @param seconds of processor time that its training took
record Judged(Learned model, double seconds) {

    static Judged learn(Learner learner, Rows rows, Training training) {
        long began = cpu();
        Learned model = learner.learn(rows, training);
        return new Judged(model, (cpu() - began) / 1e9);
    }

    /// The error that a model leaves of that of the best expert: 1 when it adds nothing. Nothing
    /// gates it.
    double left(Rows rows) {
        double[] answers = model.predict(rows);
        double wrong = 0;
        double before = 0;
        for (int row = 0; row < answers.length; row++) {
            wrong += Math.abs(rows.target(row) - answers[row]);
            before += Math.abs(rows.target(row));
        }
        return wrong / before;
    }

    /// Microseconds of processor time for an answer.
    double micros(Rows rows) {
        model.predict(rows);
        long began = cpu();
        model.predict(rows);
        return (cpu() - began) / 1e3 / rows.size();
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
