package dev.meridian.controlplane.forecast.model.runtime;

/// Where a value is expected: below `p10` once in ten times, above `p90` once in ten times.
///
/// @throws IllegalArgumentException unless 0 ≤ p10 ≤ p50 ≤ p90 and all are finite
public record Distribution(double p10, double p50, double p90) {
    /// Of the standard normal distribution.
    private static final double NINE_OF_TEN = 1.2815515655446004;

    public Distribution {
        if (!(0 <= p10 && p10 <= p50 && p50 <= p90 && p90 < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "no distribution: %s, %s, %s".formatted(p10, p50, p90));
        }
    }

    /// From logarithms that may be out of order or out of bounds.
    static Distribution ofLogs(double low, double middle, double high) {
        double median = bounded(middle);
        return new Distribution(
                Math.min(median, bounded(low)), median, Math.max(median, bounded(high)));
    }

    private static double bounded(double log) {
        return Math.exp(Math.clamp(log, -20, 40));
    }

    /// The value below which it is with this chance, on two half log-normals through the three.
    ///
    /// @param normal the same chance as a quantile of the standard normal distribution
    public double at(double normal) {
        double median = Math.max(p50, 1e-9);
        double side = normal < 0 ? median / Math.max(p10, 1e-9) : p90 / median;
        return median * Math.pow(side, normal / NINE_OF_TEN);
    }

    /// The value below which it is with this chance.
    ///
    /// @param chance above 0 and below 1
    public double inPart(double chance) {
        return at(Normal.quantile(chance));
    }

    /// Of the same value, now that it is known to exceed `least`: who has run for an hour does not
    /// end within it.
    ///
    /// @return the rest above `least`
    public Distribution beyond(double least) {
        if (least <= 0) {
            return this;
        }
        double passed = chanceBelow(least);
        double a = rest(passed, 0.1, least);
        double b = Math.max(a, rest(passed, 0.5, least));
        return new Distribution(a, b, Math.max(b, rest(passed, 0.9, least)));
    }

    private double rest(double passed, double share, double least) {
        double chance = passed + share * (1 - passed);
        // who has outlived everything may go on for as long again
        double left = chance > 0.9999 ? least * share * 2 : at(Normal.quantile(chance)) - least;
        return Math.clamp(left, 0, 1e12);
    }

    private double chanceBelow(double value) {
        double median = Math.max(p50, 1e-9);
        double distance = Math.log(value / median);
        double side =
                distance < 0
                        ? Math.log(median / Math.max(p10, 1e-9))
                        : Math.log(Math.max(p90, 1e-9) / median);
        return side <= 1e-9
                ? distance < 0 ? 0 : 1
                : Normal.chanceBelow(distance / side * NINE_OF_TEN);
    }
}
