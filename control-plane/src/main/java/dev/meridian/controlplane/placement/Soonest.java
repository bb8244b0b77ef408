package dev.meridian.controlplane.placement;

import java.util.Arrays;

/// Of many moments so many, the soonest. Sorts now and then what has gathered, which for tens of
/// thousands takes a third of the time of a heap.
final class Soonest {
    private static final int LEAST_GATHERED = 64;

    private final int most;
    private double[] gathered = new double[LEAST_GATHERED];
    private int size;
    private double latest = Double.POSITIVE_INFINITY;

    /// @param most so many are kept, 1 or more
    Soonest(int most) {
        this.most = most;
    }

    void add(double moment) {
        if (isTooLate(moment)) {
            return;
        }
        if (size == gathered.length) {
            if (size >= 2 * most) {
                cut();
            } else {
                gathered = Arrays.copyOf(gathered, 2 * size);
            }
        }
        gathered[size++] = moment;
    }

    /// Whether it cannot be one of them, as far as is known yet.
    boolean isTooLate(double moment) {
        return moment >= latest;
    }

    /// In order.
    double[] sorted() {
        cut();
        return Arrays.copyOf(gathered, size);
    }

    private void cut() {
        Arrays.sort(gathered, 0, size);
        if (size >= most) {
            size = most;
            latest = gathered[most - 1];
        }
    }
}
