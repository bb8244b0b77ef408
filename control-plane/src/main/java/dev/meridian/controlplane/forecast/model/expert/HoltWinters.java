package dev.meridian.controlplane.forecast.model.expert;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Additive exponential smoothing with one or two seasons and an AR(1) error, robust to outliers.
///
/// Taylor (2003), "Short-term electricity demand forecasting using double seasonal exponential
/// smoothing": with base `b(t) = level + day(t) + week(t)`, error `r(t) = y(t) − b(t)` and surprise
/// `e = r(t) − φ·r(t−1)`, level, day and week move by α·e, δ·e and ω·e, and the forecast is `b(t+h)
/// + φ^h · r(t)`. There is no trend: with φ near 1 the error carries it.
///
/// Robust as in Gelper, Fried and Croux (2010): a surprise is clipped at so many mean absolute
/// surprises, but a sixth clipped one in a row is a new level and passes.
public final class HoltWinters implements Expert {
    private static final int A_NEW_LEVEL = 6;
    private static final double MAD_OF_NORMAL = 1.25;
    private static final double FORGETS = 0.02;

    private final boolean doubly;
    private final double clip;
    private final double[] day;
    private final double[] week;
    private Smoothing smoothing;
    private double level;
    private double remainder;
    private double surprise;
    private int clipped;

    /// Of the next value, within the longest season.
    private int slot;

    /// Values taken, up to two seasons.
    private int seen;

    private HoltWinters(int day, int week, Smoothing smoothing, double clip) {
        this.doubly = week > 0;
        this.day = new double[day];
        this.week = new double[week];
        this.smoothing = smoothing;
        this.clip = clip;
    }

    /// One season.
    ///
    /// @param clip mean absolute surprises beyond which one is clipped; 0 clips none
    public static HoltWinters daily(int day, Smoothing smoothing, double clip) {
        return new HoltWinters(day, 0, smoothing, clip);
    }

    /// A season of the day within one of the week.
    public static HoltWinters weekly(int day, int week, Smoothing smoothing, double clip) {
        return new HoltWinters(day, week, smoothing, clip);
    }

    @Override
    public String name() {
        return doubly ? "double seasonal" : "Holt-Winters";
    }

    public Smoothing smoothing() {
        return smoothing;
    }

    /// The constants of a new fit; level and seasons stay.
    public void smoothing(Smoothing fitted) {
        smoothing = fitted;
    }

    /// Level and seasons from the first two weeks, or seven days where there is no week, and
    /// nothing observed yet. A year of zeros is not wrong for a series without values.
    public HoltWinters begin(double[] values, int length) {
        int head = Math.min(length, doubly ? 2 * week.length : 7 * day.length);
        level = mean(values, head);
        seasonal(day, values, head, false);
        seasonal(week, values, head, true);
        remainder = 0;
        surprise = 0;
        clipped = 0;
        slot = 0;
        seen = 0;
        return this;
    }

    private void seasonal(double[] slots, double[] values, int head, boolean aboveDay) {
        for (int at = 0; at < slots.length; at++) {
            double sum = 0;
            int count = 0;
            for (int i = at; i < head; i += slots.length) {
                double rest = values[i] - level - (aboveDay ? day[i % day.length] : 0);
                if (!Double.isNaN(rest)) {
                    sum += rest;
                    count++;
                }
            }
            slots[at] = count == 0 ? 0 : sum / count;
        }
    }

    private static double mean(double[] values, int head) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < head; i++) {
            if (!Double.isNaN(values[i])) {
                sum += values[i];
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    @Override
    public void observe(double value) {
        int d = slot % day.length;
        int w = slot;
        if (Double.isNaN(value)) {
            remainder *= smoothing.memory();
        } else {
            double base = level + day[d] + (doubly ? week[w] : 0);
            double error = bounded(value - base - smoothing.memory() * remainder);
            level += smoothing.level() * error;
            day[d] += smoothing.day() * error;
            if (doubly) {
                week[w] += smoothing.week() * error;
            }
            remainder = value - level - day[d] - (doubly ? week[w] : 0);
        }
        slot = slot + 1 == longest() ? 0 : slot + 1;
        seen = Math.min(seen + 1, 2 * day.length + 1);
    }

    private double bounded(double error) {
        double size = Math.abs(error);
        if (clip <= 0) {
            return error;
        }
        if (seen <= 2 * day.length) {
            surprise = surprise == 0 ? size : surprise + FORGETS * (size - surprise);
            return error;
        }
        double most = clip * MAD_OF_NORMAL * surprise;
        surprise = Math.max(surprise + FORGETS * (Math.min(size, most) - surprise), 1e-9);
        if (size <= most) {
            clipped = 0;
            return error;
        }
        clipped++;
        return clipped < A_NEW_LEVEL ? Math.signum(error) * most : error;
    }

    @Override
    public double forecast(int horizon) {
        return seasonal(horizon) + Math.pow(smoothing.memory(), horizon) * remainder;
    }

    /// The forecast without what is left of the present error.
    public double seasonal(int horizon) {
        int then = slot - 1 + horizon;
        return level + day[then % day.length] + (doubly ? week[then % week.length] : 0);
    }

    private int longest() {
        return doubly ? week.length : day.length;
    }

    /// What the last value was above level and seasons.
    public double remainder() {
        return remainder;
    }

    @Override
    public double[] path(int horizons) {
        double[] path = new double[horizons];
        double left = remainder;
        for (int h = 1; h <= horizons; h++) {
            left *= smoothing.memory();
            path[h - 1] = seasonal(h) + left;
        }
        return path;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeDouble(smoothing.level());
        out.writeDouble(smoothing.day());
        out.writeDouble(smoothing.week());
        out.writeDouble(smoothing.memory());
        out.writeDouble(level);
        out.writeDouble(remainder);
        out.writeDouble(surprise);
        out.writeInt(clipped);
        out.writeInt(slot);
        out.writeInt(seen);
        for (double share : day) {
            out.writeFloat((float) share);
        }
        for (double share : week) {
            out.writeFloat((float) share);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        smoothing =
                new Smoothing(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
        level = in.readDouble();
        remainder = in.readDouble();
        surprise = in.readDouble();
        clipped = in.readInt();
        slot = in.readInt();
        seen = in.readInt();
        for (int i = 0; i < day.length; i++) {
            day[i] = in.readFloat();
        }
        for (int i = 0; i < week.length; i++) {
            week[i] = in.readFloat();
        }
    }
}
