package dev.meridian.controlplane.forecast.model.expert;

/// The four constants of exponential smoothing with an autoregressive error.
///
/// @param level share of a surprise that goes into the level (α)
/// @param day share that goes into the slot of the day (δ)
/// @param week share that goes into the slot of the week (ω)
/// @param memory share of the present error that is expected to be left one step later (φ)
public record Smoothing(double level, double day, double week, double memory) {

    /// Where a fit begins, and what serves until there is history enough for one.
    public static final Smoothing USUAL = of(-3, -2, -2, 1);

    public Smoothing {
        if (!(within(level) && within(day) && within(week) && within(memory))) {
            throw new IllegalArgumentException("A share lies between 0 and 1.");
        }
    }

    /// From numbers without bounds, as a search moves them.
    static Smoothing of(double... free) {
        return new Smoothing(
                share(free[0]), 0.9 * share(free[1]), 0.9 * share(free[2]), 0.999 * share(free[3]));
    }

    private static double share(double free) {
        return 1 / (1 + Math.exp(-free));
    }

    private static boolean within(double share) {
        return share >= 0 && share <= 1;
    }
}
