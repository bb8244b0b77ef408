package dev.meridian.controlplane.forecast.model.band;

import java.util.Arrays;

/// The bound that a further error stays below with a given probability, when it is drawn as the
/// known ones were: the ⌈(n+1)·q⌉-th smallest of n.
///
/// Vovk, Gammerman and Shafer (2005), "Algorithmic learning in a random world"; Papadopoulos et al.
/// (2002) for the split form.
public final class ConformalQuantile {
    private ConformalQuantile() {}

    /// @return the largest where there are too few; 0 where there are none
    public static double of(double[] errors, double probability) {
        double[] sorted = errors.clone();
        Arrays.sort(sorted);
        return ofSorted(sorted, sorted.length, probability);
    }

    /// The same of the first `count` values, already in order.
    public static double ofSorted(double[] sorted, int count, double probability) {
        if (count == 0) {
            return 0;
        }
        int rank = (int) Math.ceil((count + 1) * probability);
        return sorted[Math.clamp(rank, 1, count) - 1];
    }
}
