package dev.meridian.controlplane.forecast.model.live;

import dev.meridian.controlplane.forecast.model.BadSeries;
import dev.meridian.controlplane.forecast.model.Seasons;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The beat of live forecasts: a step, its seasons, and how far ahead is looked.
///
/// @param step between two values
/// @param seasons in steps
/// @param horizons in steps, increasing
public record Cadence(Duration step, Seasons seasons, List<Integer> horizons) {
    /// Ranges of horizons that share a gate and a band: up to 30 minutes, 2 h, 8 h, a day.
    public static final int RANGES = 4;

    private static final long THURSDAY = 3;

    public Cadence {
        horizons = List.copyOf(horizons);
        for (int i = 0; i < horizons.size(); i++) {
            if (horizons.get(i) < 1 || (i > 0 && horizons.get(i) <= horizons.get(i - 1))) {
                throw new BadSeries("Horizons must be positive and increase: " + horizons);
            }
        }
        if (horizons.isEmpty() || horizons.getLast() > seasons.week()) {
            throw new BadSeries("Horizons reach at most a week ahead: " + horizons);
        }
    }

    /// Every 15 minutes: 15 and 30 minutes, 1, 2, 4, 8, 12 and 24 hours ahead.
    public static Cadence quarters() {
        return of(Duration.ofMinutes(15));
    }

    /// The same hours at another step; those that are shorter than it fall out.
    public static Cadence of(Duration step) {
        List<Integer> horizons =
                List.of(15, 30, 60, 120, 240, 480, 720, 1440).stream()
                        .map(minutes -> Duration.ofMinutes(minutes).dividedBy(step))
                        .filter(steps -> steps >= 1)
                        .map(Long::intValue)
                        .distinct()
                        .toList();
        return new Cadence(step, Seasons.of(step), horizons.isEmpty() ? List.of(1) : horizons);
    }

    /// Of the value at that time, Monday's first is 0.
    public int slotOfWeek(Instant at) {
        long slot = Math.floorDiv(at.toEpochMilli(), step.toMillis());
        return (int) Math.floorMod(slot + THURSDAY * seasons.day(), (long) seasons.week());
    }

    /// The range that a horizon belongs to.
    int range(int horizon) {
        long minutes = step.multipliedBy(horizon).toMinutes();
        return minutes <= 30 ? 0 : minutes <= 120 ? 1 : minutes <= 480 ? 2 : 3;
    }

    int steps(Duration duration) {
        return (int) Math.max(1, duration.dividedBy(step));
    }
}
