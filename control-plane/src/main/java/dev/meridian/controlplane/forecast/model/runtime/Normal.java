package dev.meridian.controlplane.forecast.model.runtime;

/// The standard normal distribution, to three digits.
final class Normal {
    private Normal() {}

    /// After Abramowitz and Stegun, 26.2.23.
    static double quantile(double chance) {
        double p = Math.clamp(chance, 1e-9, 1 - 1e-9);
        double t = Math.sqrt(-2 * Math.log(Math.min(p, 1 - p)));
        double x =
                t
                        - (2.515517 + t * (0.802853 + t * 0.010328))
                                / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
        return p < 0.5 ? -x : x;
    }

    /// After Page, by the logistic function of an odd polynomial.
    static double chanceBelow(double x) {
        return 1 / (1 + Math.exp(-(1.5976 * x + 0.070566 * x * x * x)));
    }
}
