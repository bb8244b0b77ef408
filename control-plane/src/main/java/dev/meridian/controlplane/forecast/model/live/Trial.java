package dev.meridian.controlplane.forecast.model.live;

import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Series;
import dev.meridian.controlplane.forecast.model.measure.Errors;
import dev.meridian.controlplane.forecast.model.measure.Scale;
import dev.meridian.controlplane.forecast.model.weigh.Contest;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Forecasts recorded series as if live, and holds every forecast against what came.
///
/// Serves the contest of champion and challenger over the last seven days, and backtests. Nothing
/// after an origin is looked at, but by the judge.
public final class Trial {
    /// A rule without a forecast adds and takes away capacity so that this share of it is in use.
    private static final double USED_BY_RULE = 0.8;

    private final Cadence cadence;
    private final int recent;
    private final Map<String, Series> histories;

    /// @param histories in steps of the cadence, each from its own start
    public Trial(Cadence cadence, Map<String, Series> histories) {
        this(cadence, 0, histories);
    }

    /// @param recent how many of the last values the model is told besides
    public Trial(Cadence cadence, int recent, Map<String, Series> histories) {
        this.cadence = cadence;
        this.recent = recent;
        this.histories = new LinkedHashMap<>(histories);
    }

    /// What came of one series.
    ///
    /// @param scale mean change from day to day before the judged time: what errors are divided by
    /// @param errors mean scaled error of each [Voice], and of what was given as the last one
    /// @param byHorizon the mean scaled error of what was given, at each horizon
    /// @param naiveByHorizon that of the last value
    /// @param upper what providing for p95 comes to
    /// @param ceiling what providing for the ceiling comes to
    /// @param threshold what the rule comes to that keeps four fifths of capacity in use, as it is
    ///   at the origin
    /// @param coverage share of truths below p95
    /// @param within share of truths between p05 and p95
    /// @param pinball mean scaled pinball loss of p95
    /// @param spare mean of what p95 was above the truth, in scales
    /// @param share mean share of the model in the forecast
    /// @param judged forecasts that had a truth
    public record Outcome(
            double scale,
            double[] errors,
            double[] byHorizon,
            double[] naiveByHorizon,
            Provision upper,
            Provision ceiling,
            Provision threshold,
            double coverage,
            double within,
            double pinball,
            double spare,
            double share,
            int judged) {

        public double mase() {
            return errors[errors.length - 1];
        }
    }

    /// What it comes to when capacity is provided for a bound.
    ///
    /// @param breaches share of truths above it
    /// @param slack share of what is provided that is not used
    public record Provision(double breaches, double slack) {}

    /// Judges all forecasts from an origin on.
    ///
    /// @param model heard from `heard` on
    /// @param from the first origin that is judged
    public Map<String, Outcome> run(@Nullable Learned model, Instant heard, Instant from) {
        Map<String, Judge> judges = new HashMap<>();
        histories.forEach((id, history) -> judges.put(id, new Judge(history, from)));
        walk(
                model,
                heard,
                forecast -> {
                    if (!forecast.origin().isBefore(from)) {
                        Objects.requireNonNull(judges.get(forecast.series())).hear(forecast);
                    }
                });
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (String id : histories.keySet()) {
            outcomes.put(id, Objects.requireNonNull(judges.get(id)).outcome());
        }
        return outcomes;
    }

    /// Walks through all histories at once, as ticks come.
    ///
    /// @param listener is told every forecast
    public void walk(@Nullable Learned model, Instant heard, Consumer<DemandForecast> listener) {
        walk(new Forecaster(cadence, recent), model, heard, listener);
    }

    /// The same with a forecaster that may know other series of the kind, and knows these after.
    public void walk(
            Forecaster forecaster,
            @Nullable Learned model,
            Instant heard,
            Consumer<DemandForecast> listener) {
        TreeSet<Instant> times = new TreeSet<>();
        for (Series history : histories.values()) {
            for (int i = 0; i < history.length(); i++) {
                times.add(history.timeOf(i));
            }
        }
        for (Instant at : times) {
            Map<String, Double> values = new HashMap<>();
            for (Map.Entry<String, Series> each : histories.entrySet()) {
                int index = index(each.getValue(), at);
                if (index >= 0 && index < each.getValue().length()) {
                    values.put(each.getKey(), each.getValue().at(index));
                    if (index + 1 == 7 * cadence.seasons().day()
                            || index + 1 == 3 * cadence.seasons().week()) {
                        forecaster.fit(each.getKey());
                    }
                } else {
                    forecaster.forget(each.getKey());
                }
            }
            forecaster.model(at.isBefore(heard) ? null : model);
            forecaster.tick(at, values).forEach(listener);
        }
    }

    /// The means over all series, for a contest.
    public static Contest.Showing showing(Map<String, Outcome> outcomes) {
        double mase = 0;
        double coverage = 0;
        int count = 0;
        for (Outcome outcome : outcomes.values()) {
            if (outcome.judged() > 0) {
                count++;
                mase += (outcome.mase() - mase) / count;
                coverage += (outcome.coverage() - coverage) / count;
            }
        }
        return new Contest.Showing(mase, coverage);
    }

    private int index(Series history, Instant at) {
        long millis = at.toEpochMilli() - history.start().toEpochMilli();
        return (int) Math.floorDiv(millis, cadence.step().toMillis());
    }

    /// Compares what is said of one series with what comes.
    private final class Judge {
        private final Series history;
        private final double scale;
        private final double[] errors = new double[Voice.EXPERTS + 2];
        private final int[] counts = new int[Voice.EXPERTS + 2];
        private final double[] byHorizon = new double[cadence.horizons().size()];
        private final double[] naive = new double[cadence.horizons().size()];
        private final int[] perHorizon = new int[cadence.horizons().size()];
        private final Provided upper = new Provided();
        private final Provided ceiling = new Provided();
        private final Provided threshold = new Provided();
        private double below;
        private double within;
        private double pinball;
        private double spare;
        private double share;
        private int judged;

        Judge(Series history, Instant from) {
            this.history = history;
            int known = Math.clamp(index(history, from), 1, history.length());
            scale = Scale.toDivideBy(history.values(), known, cadence.seasons().day());
        }

        void hear(DemandForecast forecast) {
            int origin = index(history, forecast.origin());
            for (int k = 0; k < forecast.steps().size(); k++) {
                Step step = forecast.steps().get(k);
                int then = origin + step.horizon();
                if (then < history.length() && !Double.isNaN(history.at(then))) {
                    hear(k, step, history.at(then));
                }
            }
        }

        private void hear(int k, Step step, double truth) {
            for (int voice = 0; voice <= Voice.EXPERTS; voice++) {
                add(voice, Math.abs(truth - step.said()[voice]) / scale);
            }
            double error = Math.abs(truth - step.p50()) / scale;
            add(errors.length - 1, error);
            perHorizon[k]++;
            byHorizon[k] += error;
            naive[k] += Math.abs(truth - step.said()[Voice.LAST_VALUE.ordinal()]) / scale;
            upper.add(step.p95(), truth);
            ceiling.add(step.ceiling(), truth);
            threshold.add(step.said()[Voice.LAST_VALUE.ordinal()] / USED_BY_RULE, truth);
            judged++;
            below += truth <= step.p95() ? 1 : 0;
            within += truth <= step.p95() && truth >= step.p05() ? 1 : 0;
            pinball += Errors.pinball(truth, step.p95(), 0.95) / scale;
            spare += Math.max(0, step.p95() - truth) / scale;
            share += step.shareOfModel();
        }

        private void add(int voice, double error) {
            if (!Double.isNaN(error)) {
                errors[voice] += error;
                counts[voice]++;
            }
        }

        Outcome outcome() {
            double[] means = new double[errors.length];
            for (int voice = 0; voice < means.length; voice++) {
                means[voice] = errors[voice] / counts[voice];
            }
            double[] at = new double[perHorizon.length];
            double[] naiveAt = new double[perHorizon.length];
            for (int k = 0; k < at.length; k++) {
                at[k] = byHorizon[k] / perHorizon[k];
                naiveAt[k] = naive[k] / perHorizon[k];
            }
            return new Outcome(
                    scale,
                    means,
                    at,
                    naiveAt,
                    upper.provision(),
                    ceiling.provision(),
                    threshold.provision(),
                    below / judged,
                    within / judged,
                    pinball / judged,
                    spare / judged,
                    share / judged,
                    judged);
        }
    }

    /// Sums of what was provided and what of it was needed.
    private static final class Provided {
        private double provided;
        private double unused;
        private int breaches;
        private int judged;

        void add(double bound, double truth) {
            judged++;
            breaches += truth > bound ? 1 : 0;
            provided += Math.max(0, bound);
            unused += Math.max(0, bound - Math.max(0, truth));
        }

        Provision provision() {
            return new Provision((double) breaches / judged, provided > 0 ? unused / provided : 0);
        }
    }
}
