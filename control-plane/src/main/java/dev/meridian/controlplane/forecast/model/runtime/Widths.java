package dev.meridian.controlplane.forecast.model.runtime;

import dev.meridian.controlplane.forecast.model.band.RollingQuantile;

/// How far below and above what was foretold eight of ten runs are, in units of how much the runs
/// before them differed.
///
/// Runs come in bursts of the like, so a few hundred errors are those of one burst: thousands are
/// kept. Which of their quantiles are given is moved until what was given holds (adaptive conformal
/// inference, Gibbs and Candès 2021).
final class Widths {
    private static final int REMEMBERED = 4000;

    /// What was given is kept for longer, for runs that take weeks.
    private static final int GIVEN = 16_384;

    private static final double TARGET = 0.1;
    private static final double STEP = 0.003;

    /// Runs that are alike and come by the hundred make a band look too wide: it is never asked to
    /// be narrower than its quantiles, and half of what should be outside is the widest.
    private static final double LEAST = 0.05;

    private final RollingQuantile errors = new RollingQuantile(REMEMBERED);
    private final Recent lows = new Recent(GIVEN);
    private final Recent highs = new Recent(GIVEN);
    private double below = TARGET;
    private double above = TARGET;

    int count() {
        return errors.count();
    }

    /// At or below 0.
    double low() {
        return Math.min(0, errors.lower(1 - below));
    }

    /// At or above 0.
    double high() {
        return Math.max(0, errors.upper(1 - above));
    }

    /// @param began when it was foretold, in seconds: what was given then is what has to hold
    /// @param known when it became known
    /// @param error in units
    void learn(long began, long known, double error) {
        double[] low = lows.before(began, 1);
        double[] high = highs.before(began, 1);
        if (low.length > 0 && high.length > 0) {
            below = moved(below, error < low[0]);
            above = moved(above, error > high[0]);
        }
        errors.add(error);
        lows.add(known, low());
        highs.add(known, high());
    }

    private static double moved(double level, boolean missed) {
        return Math.clamp(level + STEP * (TARGET - (missed ? 1 : 0)), LEAST, TARGET);
    }
}
