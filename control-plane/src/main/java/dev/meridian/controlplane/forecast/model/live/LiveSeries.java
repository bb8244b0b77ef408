package dev.meridian.controlplane.forecast.model.live;

import dev.meridian.controlplane.forecast.model.feature.Features;
import dev.meridian.controlplane.forecast.model.feature.Rows;
import dev.meridian.controlplane.forecast.model.feature.RunningTraits;
import dev.meridian.controlplane.forecast.model.weigh.OnlineWeights;
import dev.meridian.controlplane.forecast.model.weigh.PageHinkley;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// All that is kept of one series: its experts, how they did, how far the model is heard, its band,
/// and the forecasts that wait for their truth. Of a fixed size, and a fixed effort a tick.
final class LiveSeries {
    private static final int ERRORS_KEPT = 300;
    private static final int WEEKS_KEPT = 3;

    /// Errors of long horizons resemble their neighbours: of them every so manieth is kept, so that
    /// the same few hundred tell of one to two weeks.
    private static final int[] APART = {2, 4, 8, 8};

    private static final double SMALLEST_UNIT = 0.01;

    /// A pseudo-Huber loss bends at 1: so many times larger, most errors count by their size.
    static final double MAGNIFIED = 3;

    private final Cadence cadence;
    private final History history;
    private final Experts experts;
    private final Losses losses;
    private final Pending pending;
    private final Range[] ranges = new Range[Cadence.RANGES];
    private final RunningTraits traits = new RunningTraits();
    private final PageHinkley drift = new PageHinkley();
    private boolean neverNegative = true;
    private boolean drifted;
    private int known;
    private double lastKnown = Double.NaN;
    private Instant last = Instant.MIN;

    LiveSeries(Cadence cadence) {
        this.cadence = cadence;
        history = new History(WEEKS_KEPT * cadence.seasons().week());
        experts = new Experts(cadence, history);
        losses = new Losses(cadence.horizons().size());
        pending = new Pending(cadence.horizons());
        for (int i = 0; i < ranges.length; i++) {
            ranges[i] = new Range(ERRORS_KEPT);
        }
    }

    Instant last() {
        return last;
    }

    /// Takes the value of the next step, and judges by it what was said of that step.
    ///
    /// @param pooled what all series of the kind share; told as well
    void observe(Instant at, double value, Range[] pooled) {
        drifted = false;
        if (!Double.isNaN(value)) {
            for (int k = 0; k < cadence.horizons().size(); k++) {
                judge(k, value, pooled);
            }
            known++;
            lastKnown = value;
            neverNegative &= value >= 0;
        }
        history.add(value);
        experts.observe(value);
        traits.observe(history, cadence.seasons());
        last = at;
    }

    private void judge(int k, double value, Range[] pooled) {
        float[] due = pending.due(k);
        double unit = due[Pending.UNIT];
        if (Double.isNaN(unit)) {
            return;
        }
        for (int voice = 0; voice <= Voice.EXPERTS; voice++) {
            losses.told(k, voice, Math.abs(value - due[voice]));
        }
        int number = cadence.range(cadence.horizons().get(k));
        Range range = ranges[number];
        if (!Float.isNaN(due[Pending.RESIDUAL])) {
            double base = due[Pending.BASE] / unit;
            double residual = due[Pending.RESIDUAL] / unit;
            range.gate.told(base, residual, value / unit);
            pooled[number].gate.told(base, residual, value / unit);
        }
        double error = (value - due[Pending.GIVEN]) / unit;
        if (known % APART[number] == 0) {
            range.errors.add(error);
            pooled[number].errors.add(error);
        }
        range.upper.told(value > due[Pending.HIGH]);
        range.lower.told(value < due[Pending.LOW]);
        if (k == 0 && drift.told(Math.abs(error))) {
            drifted = true;
            losses.doubt();
            for (Range each : ranges) {
                each.upper.widen();
                each.lower.widen();
            }
        }
    }

    Stage stage() {
        return Stage.of(known, cadence.seasons());
    }

    /// What is to be asked of the model: one row a horizon, where there is history enough.
    ///
    /// @return what the experts say, by horizon
    Question ask(Features features, Rows rows) {
        List<Question.Ahead> ahead = new ArrayList<>();
        boolean heard = stage().compareTo(Stage.HALF_DAY) >= 0;
        Features.Origin origin =
                heard ? features.at(history, traits.with(experts.smoothing())) : null;
        int firstRow = rows.size();
        for (int k = 0; k < cadence.horizons().size(); k++) {
            int horizon = cadence.horizons().get(k);
            double[] said = experts.said(horizon, lastKnown);
            int best = losses.best(k, said);
            double unit = unit(k, best);
            ahead.add(new Question.Ahead(horizon, said, best, unit));
            if (origin != null) {
                Instant then = last.plus(cadence.step().multipliedBy(horizon));
                rows.add(
                        origin.row(
                                horizon,
                                cadence.slotOfWeek(then),
                                said[best],
                                unit,
                                said,
                                errors(k, unit)),
                        0);
            }
        }
        return new Question(ahead, firstRow, heard);
    }

    private double unit(int k, int best) {
        double loss = losses.of(k, best);
        double scale = traits.scale();
        return Double.isNaN(loss) ? scale : Math.max(loss, SMALLEST_UNIT * scale);
    }

    private double[] errors(int k, double unit) {
        double[] errors = new double[Voice.EXPERTS];
        for (int expert = 0; expert < errors.length; expert++) {
            errors[expert] = losses.of(k, expert) / unit;
        }
        return errors;
    }

    /// Gives the forecasts, and remembers them until their truth comes.
    ///
    /// @param residuals of the model, by row; empty where there is no model
    List<Step> answer(Question question, double[] residuals, Range[] pooled) {
        List<Step> steps = new ArrayList<>();
        for (int k = 0; k < question.ahead().size(); k++) {
            Question.Ahead ahead = question.ahead().get(k);
            double residual =
                    question.heard() && residuals.length > 0
                            ? residuals[question.firstRow() + k] / MAGNIFIED * ahead.unit()
                            : Double.NaN;
            steps.add(step(k, ahead, residual, pooled));
        }
        return known == 0 ? List.of() : steps;
    }

    private Step step(int k, Question.Ahead ahead, double residual, Range[] pooled) {
        int number = cadence.range(ahead.horizon());
        Range own = ranges[number];
        Range all = pooled[number];
        double[] said = ahead.said();
        double base = said[ahead.best()];
        double gate = Double.isNaN(residual) ? 0 : own.gate.lambda(all.gate);
        said[Voice.MODEL.ordinal()] = base + gate * residual;
        double[] weights = weights(k, said, ahead.best());
        double middle = 0;
        for (int voice = 0; voice < said.length; voice++) {
            middle += weights[voice] > 0 ? weights[voice] * said[voice] : 0;
        }
        double low = middle + ahead.unit() * own.low(all);
        double high = middle + ahead.unit() * own.high(all);
        double most = middle + ahead.unit() * Math.max(own.high(all), all.high(all));
        float[] entry = new float[Pending.WIDTH];
        for (int voice = 0; voice < said.length; voice++) {
            entry[voice] = (float) said[voice];
        }
        entry[Pending.RESIDUAL] = (float) residual;
        entry[Pending.BASE] = (float) base;
        entry[Pending.GIVEN] = (float) middle;
        entry[Pending.LOW] = (float) low;
        entry[Pending.HIGH] = (float) high;
        entry[Pending.UNIT] = known == 0 ? Float.NaN : (float) ahead.unit();
        pending.put(k, entry);
        return new Step(
                ahead.horizon(),
                last.plus(cadence.step().multipliedBy(ahead.horizon())),
                possible(Math.min(low, middle)),
                possible(middle),
                possible(Math.max(high, middle)),
                possible(Math.max(most, middle)),
                said,
                weights,
                gate);
    }

    /// Experts by their losses; one that was never judged has no say, but for the last value. The
    /// model, until it is judged, counts as its base does.
    private double[] weights(int k, double[] said, int best) {
        double[] recent = new double[said.length];
        Arrays.fill(recent, Double.NaN);
        for (int voice = 0; voice < said.length; voice++) {
            if (!Double.isNaN(said[voice])) {
                recent[voice] = losses.of(k, voice);
            }
        }
        int model = Voice.MODEL.ordinal();
        if (!Double.isNaN(said[model]) && Double.isNaN(recent[model])) {
            recent[model] = losses.of(k, best);
        }
        double[] weights = OnlineWeights.of(recent, OnlineWeights.BETA);
        if (Arrays.stream(weights).sum() == 0) {
            weights[Voice.LAST_VALUE.ordinal()] = 1;
        }
        return weights;
    }

    private double possible(double value) {
        return neverNegative ? Math.max(0, value) : value;
    }

    boolean drifted() {
        return drifted;
    }

    double scale() {
        return traits.scale();
    }

    /// Fits the experts to the history that is kept.
    void fit() {
        experts.fit(cadence.horizons());
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(known);
        out.writeDouble(lastKnown);
        out.writeBoolean(neverNegative);
        out.writeLong(last.equals(Instant.MIN) ? Long.MIN_VALUE : last.toEpochMilli());
        history.save(out);
        experts.save(out);
        losses.save(out);
        pending.save(out);
        traits.save(out);
        drift.save(out);
        for (Range range : ranges) {
            range.save(out);
        }
    }

    void load(DataInput in) throws IOException {
        known = in.readInt();
        lastKnown = in.readDouble();
        neverNegative = in.readBoolean();
        long millis = in.readLong();
        last = millis == Long.MIN_VALUE ? Instant.MIN : Instant.ofEpochMilli(millis);
        history.load(in);
        experts.load(in);
        losses.load(in);
        pending.load(in);
        traits.load(in);
        drift.load(in);
        for (Range range : ranges) {
            range.load(in);
        }
    }
}
