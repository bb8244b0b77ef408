package dev.meridian.controlplane.forecast.model.weigh;

/// Whether a challenger may replace the champion, after both forecast the same last days.
///
/// Two per cent is above what the seed of a training moves; a lower error with a dishonest band is
/// no gain.
public final class Contest {
    private static final double GAIN = 0.02;
    private static final double COVERAGE = 0.02;

    /// What a model did in the contest.
    ///
    /// @param mase mean scaled error
    /// @param coverage share of truths below the upper bound that promises 0.95
    public record Showing(double mase, double coverage) {}

    /// What comes of it.
    public sealed interface Decision {
        /// The challenger goes into the shadow of the champion for a day, and then in its place.
        record Promote(String why) implements Decision {}

        /// The champion stays.
        record Keep(String why) implements Decision {}
    }

    private Contest() {}

    public static Decision decide(Showing champion, Showing challenger) {
        if (!Double.isFinite(challenger.mase) || !Double.isFinite(challenger.coverage)) {
            return new Decision.Keep("The challenger gave answers that are not finite.");
        }
        double gain = 1 - challenger.mase / champion.mase;
        if (Math.abs(challenger.coverage - 0.95) > COVERAGE
                && Math.abs(challenger.coverage - 0.95) > Math.abs(champion.coverage - 0.95)) {
            return new Decision.Keep(
                    "The challenger's bound held %.1f %% of the time, and 95 %% was promised."
                            .formatted(100 * challenger.coverage));
        }
        // a champion without finite answers loses to anything
        return gain < GAIN
                ? new Decision.Keep(
                        "The challenger's error is %.1f %% lower, and 2 %% are wanted."
                                .formatted(100 * gain))
                : new Decision.Promote(
                        "The challenger's error is %.1f %% lower.".formatted(100 * gain));
    }
}
