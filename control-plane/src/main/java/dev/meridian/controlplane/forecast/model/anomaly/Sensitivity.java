package dev.meridian.controlplane.forecast.model.anomaly;

/// When a value counts as an anomaly.
///
/// @param chance a value that is as unlikely is one: 3e-4 of 15-minute values is one in a month
/// @param warmUp values before the first verdict
/// @param seasonal whether days and weeks are learned, which takes 1.6 KB a series
public record Sensitivity(double chance, int warmUp, boolean seasonal) {
    private static final double ONCE_A_MONTH = 3e-4;

    /// Of what follows the habits of people: a first verdict after three days of 15 minutes.
    public static final Sensitivity DEMAND = new Sensitivity(ONCE_A_MONTH, 300, true);

    /// Of a host, which follows what is placed on it: after a day.
    public static final Sensitivity HOST = new Sensitivity(ONCE_A_MONTH, 96, false);

    public Sensitivity {
        if (!(chance > 0 && chance < 0.02) || warmUp < 2) {
            throw new IllegalArgumentException(
                    "no sensitivity: chance %s, warm-up %d".formatted(chance, warmUp));
        }
    }
}
