package dev.meridian.controlplane.forecast.model.live;

import dev.meridian.controlplane.forecast.model.Seasons;
import dev.meridian.controlplane.forecast.model.expert.HoltWinters;
import dev.meridian.controlplane.forecast.model.expert.Smoothing;
import dev.meridian.controlplane.forecast.model.expert.SmoothingFit;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// The experts of one live series. Naive ones read the history; smoothing keeps a state of its own
/// and begins when there is enough to begin from.
final class Experts {
    private static final double CLIP = 4;
    private static final double RHO_OF_A_QUARTER = 0.97;
    private static final int DAYS_OF_DAILY = 2;
    private static final int WEEKS_OF_WEEKLY = 3;

    private final Seasons seasons;
    private final History history;
    private final HoltWinters daily;
    private final HoltWinters weekly;
    private final double rho;
    private boolean dailyBegun;
    private boolean weeklyBegun;
    private double gap;
    private double ofHour = Double.NaN;
    private double ofHours = Double.NaN;

    Experts(Cadence cadence, History history) {
        this.seasons = cadence.seasons();
        this.history = history;
        this.rho = Math.pow(RHO_OF_A_QUARTER, cadence.step().toSeconds() / 900.0);
        daily = HoltWinters.daily(seasons.day(), Smoothing.USUAL, CLIP);
        weekly = HoltWinters.weekly(seasons.day(), seasons.week(), Smoothing.USUAL, CLIP);
    }

    /// Takes a value that the history holds already.
    void observe(double value) {
        medians();
        double expected = history.ago(seasons.day());
        gap = Double.isNaN(value) || Double.isNaN(expected) ? gap * rho : value - expected;
        if (dailyBegun) {
            daily.observe(value);
        } else if (history.count() >= DAYS_OF_DAILY * seasons.day()) {
            begin(daily);
            dailyBegun = true;
        }
        if (weeklyBegun) {
            weekly.observe(value);
        } else if (history.count() >= WEEKS_OF_WEEKLY * seasons.week()) {
            begin(weekly);
            weeklyBegun = true;
        }
    }

    private void medians() {
        ofHour = history.median(Math.max(3, seasons.day() / 24 + 1));
        ofHours = history.median(Math.max(3, seasons.day() / 4));
    }

    private void begin(HoltWinters expert) {
        double[] values = history.values();
        expert.begin(values, values.length);
        for (double value : values) {
            expert.observe(value);
        }
    }

    /// Fits the constants of smoothing to the history, and walks through it again.
    void fit(List<Integer> horizons) {
        int[] judged = horizons.stream().mapToInt(Integer::intValue).toArray();
        int stride = Math.max(1, seasons.day() / 16);
        SmoothingFit fit = new SmoothingFit(judged, stride, 25);
        double[] values = history.values();
        if (dailyBegun) {
            daily.smoothing(fit.fit(() -> daily, values, values.length, 2 * seasons.day()));
            begin(daily);
        }
        if (weeklyBegun) {
            weekly.smoothing(fit.fit(() -> weekly, values, values.length, seasons.week()));
            begin(weekly);
        }
    }

    Smoothing smoothing() {
        return weeklyBegun ? weekly.smoothing() : daily.smoothing();
    }

    /// What each of them says, by [Voice]; NaN for one that has nothing to say yet.
    double[] said(int horizon, double last) {
        double[] said = new double[Voice.EXPERTS + 1];
        Arrays.fill(said, Double.NaN);
        double dayAgo = ago(horizon, seasons.day());
        said[Voice.LAST_VALUE.ordinal()] = last;
        said[Voice.DAY_AGO.ordinal()] = dayAgo;
        said[Voice.WEEK_AGO.ordinal()] = ago(horizon, seasons.week());
        said[Voice.REVERTING.ordinal()] = dayAgo + Math.pow(rho, horizon) * gap;
        said[Voice.MEDIAN_OF_HOUR.ordinal()] = ofHour;
        said[Voice.MEDIAN_OF_HOURS.ordinal()] = ofHours;
        if (dailyBegun) {
            said[Voice.HOLT_WINTERS.ordinal()] = daily.forecast(horizon);
        }
        if (weeklyBegun) {
            said[Voice.DOUBLE_SEASONAL.ordinal()] = weekly.forecast(horizon);
        }
        return said;
    }

    private double ago(int horizon, int season) {
        int steps = season * ((horizon + season - 1) / season) - horizon;
        double value = history.ago(steps);
        return Double.isNaN(value) ? history.ago(steps + season) : value;
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(gap);
        out.writeBoolean(dailyBegun);
        if (dailyBegun) {
            daily.save(out);
        }
        out.writeBoolean(weeklyBegun);
        if (weeklyBegun) {
            weekly.save(out);
        }
    }

    void load(DataInput in) throws IOException {
        medians();
        gap = in.readDouble();
        dailyBegun = in.readBoolean();
        if (dailyBegun) {
            daily.load(in);
        }
        weeklyBegun = in.readBoolean();
        if (weeklyBegun) {
            weekly.load(in);
        }
    }
}
