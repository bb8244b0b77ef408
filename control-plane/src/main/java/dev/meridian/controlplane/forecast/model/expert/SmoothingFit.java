package dev.meridian.controlplane.forecast.model.expert;

import java.util.function.Supplier;

/// Finds the constants of Holt-Winters that would have forecast a history best.
///
/// The loss is the mean absolute error over several horizons at once, as the forecasts will be
/// judged; one-step likelihood picks constants that are too quick for a day ahead.
public final class SmoothingFit {
    private static final double[][] STARTS = {{-3, -2, -2, 1}, {-5, -3, -1, 2}, {-1, -3, -3, -2}};
    private static final double TOWARDS_ZERO = 1e-5;

    private final int[] horizons;
    private final int stride;
    private final int rounds;

    /// @param horizons in increasing order
    /// @param stride steps from one origin to the next
    /// @param rounds moves of the search from each of its three starts
    public SmoothingFit(int[] horizons, int stride, int rounds) {
        this.horizons = horizons.clone();
        this.stride = stride;
        this.rounds = rounds;
    }

    /// @param fresh makes the expert to fit, whose constants are set by the search
    /// @param from the first origin that counts
    public Smoothing fit(Supplier<HoltWinters> fresh, double[] values, int length, int from) {
        HoltWinters expert = fresh.get();
        Smoothing best = expert.smoothing();
        double least = Double.POSITIVE_INFINITY;
        for (double[] start : STARTS) {
            double[] found =
                    NelderMead.minimum(
                            free -> loss(expert, free, values, length, from), start, 1, rounds);
            double loss = loss(expert, found, values, length, from);
            if (loss < least) {
                least = loss;
                best = Smoothing.of(found);
            }
        }
        return best;
    }

    private double loss(HoltWinters expert, double[] free, double[] values, int length, int from) {
        expert.smoothing(Smoothing.of(free));
        expert.begin(values, length);
        double[] fading = new double[horizons.length];
        for (int k = 0; k < fading.length; k++) {
            fading[k] = Math.pow(expert.smoothing().memory(), horizons[k]);
        }
        double sum = 0;
        int count = 0;
        for (int i = 0; i < length; i++) {
            expert.observe(values[i]);
            if (i >= from && i % stride == 0) {
                for (int k = 0; k < horizons.length && i + horizons[k] < length; k++) {
                    double error =
                            values[i + horizons[k]]
                                    - expert.seasonal(horizons[k])
                                    - fading[k] * expert.remainder();
                    if (!Double.isNaN(error)) {
                        sum += Math.abs(error);
                        count++;
                    }
                }
            }
        }
        double size = 0;
        for (double number : free) {
            size += number * number;
        }
        return sum / Math.max(1, count) * (1 + TOWARDS_ZERO * size);
    }
}
