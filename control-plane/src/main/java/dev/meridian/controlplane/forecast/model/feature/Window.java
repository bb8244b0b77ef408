package dev.meridian.controlplane.forecast.model.feature;

import java.util.Arrays;

/// The past as seen from one origin.
public interface Window {

    /// The value so many steps before the last one; 0 is the last. NaN where it is missing or older
    /// than what is kept.
    double ago(int steps);

    /// The past of an array up to, without, an index.
    static Window until(double[] values, int origin) {
        return steps -> steps < 0 || steps >= origin ? Double.NaN : values[origin - 1 - steps];
    }

    /// The mean of `length` values of which the last is `from` steps ago; NaN when none is known.
    default double mean(int from, int length) {
        double sum = 0;
        int count = 0;
        for (int i = from; i < from + length; i++) {
            double value = ago(i);
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    /// The last known value among the last `reach` ones.
    default double last(int reach) {
        for (int i = 0; i < reach; i++) {
            if (!Double.isNaN(ago(i))) {
                return ago(i);
            }
        }
        return Double.NaN;
    }

    /// The median of the last `length` values; NaN when fewer than a quarter of them are known.
    default double median(int length) {
        double[] known = sorted(length);
        int half = known.length / 2;
        if (known.length == 0 || 4 * known.length < length) {
            return Double.NaN;
        }
        return known.length % 2 == 1 ? known[half] : (known[half - 1] + known[half]) / 2;
    }

    /// The known ones among the last `length` values, smallest first.
    default double[] sorted(int length) {
        double[] values = new double[length];
        int count = 0;
        for (int i = 0; i < length; i++) {
            if (!Double.isNaN(ago(i))) {
                values[count++] = ago(i);
            }
        }
        double[] known = Arrays.copyOf(values, count);
        Arrays.sort(known);
        return known;
    }
}
