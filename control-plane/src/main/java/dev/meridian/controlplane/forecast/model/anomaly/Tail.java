package dev.meridian.controlplane.forecast.model.anomaly;

import java.nio.ByteBuffer;

/// How rare a large value of a statistic is, learned from its own past in constant space.
///
/// Follows the quantile that one value in fifty exceeds, and the mean of what exceeds it, both of
/// logarithms: a Pareto tail. It tells of a value beyond everything seen so far how often one like
/// it would be seen. So heavy-tailed series get high thresholds and quiet ones low ones, and nobody
/// sets a threshold by hand.
public final class Tail {
    static final int BYTES = 3 * Float.BYTES + Integer.BYTES;

    /// Part of the values that count as the tail.
    private static final double SHARE = 0.02;

    /// The quantile moves by this part of the usual size at each value.
    private static final double STEP = 0.05;

    /// The largest of so many is where one in fifty begins.
    private static final long FIRST = 50;

    private static final double LONGEST_MEMORY = 500;

    /// So many excesses are remembered: of 15-minute values about a month.
    private static final double EXCESSES = 60;

    private static final double FIRST_EXCESS = 0.2;

    private double usual;
    private double quantile;
    private double excess;
    private long seen;

    /// The chance that a value is as large as this one: 1 for what is usual.
    ///
    /// @param value not negative
    public double chance(double value) {
        double log = Math.log1p(value);
        return seen < FIRST || log <= quantile ? 1 : SHARE * Math.exp((quantile - log) / scale());
    }

    /// The value that is exceeded with this chance, which is below one in fifty.
    double exceededWith(double chance) {
        return Math.expm1(logExceededWith(chance));
    }

    private double logExceededWith(double chance) {
        return quantile + scale() * Math.log(SHARE / chance);
    }

    /// @param chance what is less likely than this counts as just so likely: an outlier must not
    ///   make the next one usual
    public void learn(double value, double chance) {
        double log = Math.log1p(value);
        double taken = seen >= FIRST ? Math.min(log, logExceededWith(chance)) : log;
        seen++;
        usual += (taken - usual) * Math.max(1.0 / seen, 1 / LONGEST_MEMORY);
        if (seen <= FIRST) {
            quantile = Math.max(quantile, taken);
            excess = quantile * FIRST_EXCESS;
        } else if (taken > quantile) {
            excess += (taken - quantile - excess) / EXCESSES;
            quantile += usual * STEP * (1 - SHARE);
        } else {
            quantile = Math.max(0, quantile - usual * STEP * SHARE);
        }
    }

    /// Never so small that a rounding error would be a sensation.
    private double scale() {
        return Math.max(excess, Math.max(1e-9, 0.1 * quantile));
    }

    void write(ByteBuffer into) {
        into.putFloat((float) usual).putFloat((float) quantile).putFloat((float) excess);
        into.putInt((int) Math.min(seen, Integer.MAX_VALUE));
    }

    static Tail read(ByteBuffer from) {
        Tail tail = new Tail();
        tail.usual = from.getFloat();
        tail.quantile = from.getFloat();
        tail.excess = from.getFloat();
        tail.seen = from.getInt();
        return tail;
    }
}
