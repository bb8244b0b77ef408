package dev.meridian.controlplane.forecast.model.live;

import dev.meridian.controlplane.forecast.model.feature.Features;
import dev.meridian.controlplane.forecast.model.feature.Rows;
import dev.meridian.controlplane.forecast.model.feature.RunningTraits;
import dev.meridian.controlplane.forecast.model.weigh.PageHinkley;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
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

    /// An error of more units counts as so many for the band: the first steps after a calm, in
    /// which the unit has become small, would stretch it for weeks.
    private static final double FARTHEST = 6;

    /// A pseudo-Huber loss bends at 1: so many times larger, most errors count by their size.
    static final double MAGNIFIED = 3;

    /// Memory of the size of errors, which bands follow.
    private static final double ABOUT_FIVE_DAYS = 0.002;

    private final Cadence cadence;
    private final History history;
    private final Experts experts;
    private final Belief belief;
    private final Losses recent;
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
        belief = new Belief(cadence.horizons());
        recent = new Losses(cadence.horizons(), Voice.EXPERTS, ABOUT_FIVE_DAYS);
        pending = new Pending(cadence.horizons());
        for (int i = 0; i < ranges.length; i++) {
            ranges[i] = new Range(ERRORS_KEPT);
        }
    }

    Instant last() {
        return last;
    }

    /// Lets no gate know any more what came of models so far.
    void shutGates() {
        for (Range range : ranges) {
            range.gate.forget();
        }
        pending.forgetResiduals();
    }

    /// Takes the value of the next step, and judges by it what was said of that step.
    ///
    /// @param kin what all series of the kind share; told as well
    void observe(Instant at, double value, Kin kin) {
        drifted = false;
        if (!Double.isNaN(value)) {
            for (int k = 0; k < cadence.horizons().size(); k++) {
                judge(k, value, kin);
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

    private void judge(int k, double value, Kin kin) {
        float[] due = pending.due(k);
        double unit = due[Pending.UNIT];
        if (Double.isNaN(unit)) {
            return;
        }
        for (int voice = 0; voice < Voice.EXPERTS; voice++) {
            recent.told(k, voice, Math.abs(value - due[voice]));
        }
        belief.told(k, due, value, kin);
        int number = cadence.range(cadence.horizons().get(k));
        Range range = ranges[number];
        Range all = kin.range(number);
        if (!Float.isNaN(due[Pending.RESIDUAL])) {
            double base = due[Pending.BASE] / unit;
            double residual = due[Pending.RESIDUAL] / unit;
            range.gate.told(base, residual, value / unit);
            all.gate.told(base, residual, value / unit);
        }
        double error = Math.clamp((value - due[Pending.GIVEN]) / unit, -FARTHEST, FARTHEST);
        if (known % APART[number] == 0) {
            range.errors.add(error);
            all.errors.add(error);
        }
        range.upper.told(value > due[Pending.HIGH]);
        range.lower.told(value < due[Pending.LOW]);
        if (k == 0 && drift.told(Math.abs(error))) {
            drifted = true;
            recent.doubt();
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
    Question ask(Features features, Rows rows, Kin kin) {
        List<Question.Ahead> ahead = new ArrayList<>();
        boolean heard = stage().compareTo(Stage.HALF_DAY) >= 0;
        Features.Origin origin =
                heard ? features.at(history, traits.with(experts.smoothing())) : null;
        int firstRow = rows.size();
        for (int k = 0; k < cadence.horizons().size(); k++) {
            int horizon = cadence.horizons().get(k);
            double[] said = experts.said(horizon, lastKnown);
            int best = belief.best(k, said, kin);
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
        double loss = recent.of(k, best);
        double scale = traits.scale();
        return Double.isNaN(loss) ? scale : Math.max(loss, SMALLEST_UNIT * scale);
    }

    private double[] errors(int k, double unit) {
        double[] errors = new double[Voice.EXPERTS];
        for (int expert = 0; expert < errors.length; expert++) {
            errors[expert] = recent.of(k, expert) / unit;
        }
        return errors;
    }

    /// Gives the forecasts, and remembers them until their truth comes.
    ///
    /// @param residuals of the model, by row; empty where there is no model
    List<Step> answer(Question question, double[] residuals, Kin kin) {
        List<Step> steps = new ArrayList<>();
        for (int k = 0; k < question.ahead().size(); k++) {
            Question.Ahead ahead = question.ahead().get(k);
            double residual =
                    question.heard() && residuals.length > 0
                            ? residuals[question.firstRow() + k] / MAGNIFIED * ahead.unit()
                            : Double.NaN;
            // an answer without end is none
            steps.add(step(k, ahead, Double.isFinite(residual) ? residual : Double.NaN, kin));
        }
        return known == 0 ? List.of() : steps;
    }

    private Step step(int k, Question.Ahead ahead, double residual, Kin kin) {
        int number = cadence.range(ahead.horizon());
        Range own = ranges[number];
        Range all = kin.range(number);
        double[] said = ahead.said();
        double base = said[ahead.best()];
        double gate = Double.isNaN(residual) ? 0 : own.gate.lambda(all.gate);
        said[Voice.MODEL.ordinal()] = base + gate * residual;
        float[] entry = new float[Pending.WIDTH];
        double[] weights = belief.weigh(k, said, base, kin, entry);
        double middle = Belief.mean(weights, said, base);
        double low = middle + ahead.unit() * own.low(all);
        double high = middle + ahead.unit() * own.high(all);
        double most = middle + ahead.unit() * Math.max(own.high(all), all.high(all));
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
        belief.save(out);
        recent.save(out);
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
        belief.load(in);
        recent.load(in);
        pending.load(in);
        traits.load(in);
        drift.load(in);
        for (Range range : ranges) {
            range.load(in);
        }
    }
}
