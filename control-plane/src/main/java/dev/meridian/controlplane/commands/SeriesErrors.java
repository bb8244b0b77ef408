package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.forecast.model.live.Step;
import dev.meridian.controlplane.forecast.model.live.Voice;
import java.util.ArrayList;
import java.util.List;

/// What became of the forecasts of one series.
final class SeriesErrors {
    /// What was given, beside the numbers of what each [Voice] said.
    static final int OURS = Voice.EXPERTS + 1;

    private static final int ENOUGH = 100;

    private final double scale;
    private final Mean[][] byHorizon;
    private final List<Day> days = new ArrayList<>();
    private final Mean[] below = {new Mean(), new Mean(), new Mean()};

    private static final class Mean {
        private double sum;
        private int count;

        void add(double value) {
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }

        double value() {
            return count == 0 ? Double.NaN : sum / count;
        }
    }

    private static final class Day {
        private final Mean[] errors = means();
        private final Mean below = new Mean();
        private final Mean within = new Mean();
    }

    /// @param scale what errors are divided by
    SeriesErrors(double scale, int horizons) {
        this.scale = scale;
        byHorizon = new Mean[horizons][];
        for (int k = 0; k < horizons; k++) {
            byHorizon[k] = means();
        }
    }

    private static Mean[] means() {
        Mean[] means = new Mean[OURS + 1];
        for (int i = 0; i < means.length; i++) {
            means[i] = new Mean();
        }
        return means;
    }

    /// @param k which of the horizons
    /// @param day since the first origin
    /// @param truth NaN: not known, and nothing is judged
    void add(int k, int day, Step step, double truth) {
        if (Double.isNaN(truth)) {
            return;
        }
        while (days.size() <= day) {
            days.add(new Day());
        }
        Day today = days.get(day);
        for (int voice = 0; voice <= OURS; voice++) {
            double said = voice == OURS ? step.p50() : step.said()[voice];
            byHorizon[k][voice].add(Math.abs(truth - said) / scale);
            today.errors[voice].add(Math.abs(truth - said) / scale);
        }
        today.below.add(truth <= step.p95() ? 1 : 0);
        today.within.add(truth >= step.p05() && truth <= step.p95() ? 1 : 0);
        double[] levels = {step.p05(), step.p50(), step.p95()};
        for (int i = 0; i < levels.length; i++) {
            below[i].add(truth < levels[i] ? 1 : truth == levels[i] ? 0.5 : 0);
        }
    }

    boolean judgedOftenEnough() {
        return below[0].count > ENOUGH;
    }

    double ofHorizon(int voice, int k) {
        return byHorizon[k][voice].value();
    }

    double ofDay(int voice, int day) {
        return day < days.size() ? days.get(day).errors[voice].value() : Double.NaN;
    }

    double belowOfDay(int day) {
        return day < days.size() ? days.get(day).below.value() : Double.NaN;
    }

    double withinOfDay(int day) {
        return day < days.size() ? days.get(day).within.value() : Double.NaN;
    }

    /// The share of truths below p05, p50 and p95; one that is just there counts as half below, for
    /// what stands still would seem to miss.
    double below(int level) {
        return below[level].value();
    }
}
