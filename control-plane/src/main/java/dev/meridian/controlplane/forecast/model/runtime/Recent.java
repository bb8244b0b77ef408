package dev.meridian.controlplane.forecast.model.runtime;

import java.util.Arrays;

/// The last values of one kind with the time at which each became known, and what can be said of
/// the newest.
final class Recent {
    /// Medians are of so many: more would be slow to follow a change of habits.
    static final int WINDOW = 10;

    private final double[] values;
    private final long[] known;
    private long seen;

    Recent(int size) {
        values = new double[size];
        known = new long[size];
    }

    /// @param at seconds, in order
    void add(long at, double value) {
        int slot = (int) (seen++ % values.length);
        values[slot] = value;
        known[slot] = at;
    }

    long seen() {
        return seen;
    }

    /// The newest ten that were known at a time, the newest first.
    double[] before(long at) {
        int kept = (int) Math.min(seen, values.length);
        double[] newest = new double[Math.min(kept, WINDOW)];
        int count = 0;
        for (int i = 1; i <= kept && count < newest.length; i++) {
            int slot = (int) ((seen - i) % values.length);
            if (known[slot] <= at) {
                newest[count++] = values[slot];
            }
        }
        return count == newest.length ? newest : Arrays.copyOf(newest, count);
    }

    /// All that are kept, in order of size.
    double[] sorted() {
        return sorted(Arrays.copyOf(values, (int) Math.min(seen, values.length)));
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
