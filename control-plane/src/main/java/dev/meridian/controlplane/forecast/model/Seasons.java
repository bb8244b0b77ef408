package dev.meridian.controlplane.forecast.model;

import java.time.Duration;

/// The two beats of demand, in steps: a day and a week.
public record Seasons(int day, int week) {
    public Seasons {
        if (day < 1 || week < day || week % day != 0) {
            throw new BadSeries(
                    "A day of %d steps and a week of %d do not go together.".formatted(day, week));
        }
    }

    /// A season of so many steps, and seven of them.
    public static Seasons ofDay(int steps) {
        return new Seasons(steps, 7 * steps);
    }

    /// The seasons of series with that step: a step of an hour makes 24 and 168.
    public static Seasons of(Duration step) {
        return ofDay((int) Math.max(1, Duration.ofDays(1).dividedBy(step)));
    }
}
