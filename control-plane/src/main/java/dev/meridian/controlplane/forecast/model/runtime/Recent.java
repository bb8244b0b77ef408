package dev.meridian.controlplane.forecast.model.runtime;

import java.util.Arrays;

/// The last values of one kind with the time at which each became known, and what can be said of
/// the newest.
final class Recent {
    private static final int FIRST = 16;

    private final int most;
    private double[] values = new double[FIRST];
    private long[] known = new long[FIRST];
    private long seen;

    /// @param most of which more are forgotten; takes room only for those that came
    Recent(int most) {
        this.most = most;
    }

    /// @param at seconds; one before the newest counts as known with it
    void add(long at, double value) {
        if (seen == values.length && values.length < most) {
            values = Arrays.copyOf(values, Math.min(most, values.length * 2));
            known = Arrays.copyOf(known, values.length);
        }
        long newest = seen == 0 ? at : known[slot(seen - 1)];
        values[slot(seen)] = value;
        known[slot(seen)] = Math.max(at, newest);
        seen++;
    }

    /// The newest that were known at a time, the newest first.
    ///
    /// @param count at most so many
    double[] before(long at, int count) {
        long low = Math.max(0, seen - values.length);
        long high = seen;
        while (low < high) {
            long middle = (low + high) / 2;
            if (known[slot(middle)] <= at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        long oldest = Math.max(0, seen - values.length);
        double[] newest = new double[(int) Math.min(count, low - oldest)];
        for (int i = 0; i < newest.length; i++) {
            newest[i] = values[slot(low - 1 - i)];
        }
        return newest;
    }

    private int slot(long number) {
        return (int) (number % values.length);
    }

    static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    static double median(double[] values) {
        return quantile(sorted(values), 0.5);
    }

    /// @param sorted at least one value
    static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    static double mean(double[] values, int most) {
        int count = Math.min(most, values.length);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        return sum / count;
    }

    static double deviation(double[] values) {
        double mean = mean(values, values.length);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / values.length);
    }
}
