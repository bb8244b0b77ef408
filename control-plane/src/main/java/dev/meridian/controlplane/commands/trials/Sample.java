package dev.meridian.controlplane.commands.trials;

import dev.meridian.controlplane.forecast.model.feature.Rows;
import dev.meridian.controlplane.forecast.model.live.Cadence;
import dev.meridian.controlplane.forecast.model.live.Lessons;

/// Rows of the first halves to learn from, and of the time after that nobody has seen.
///
/// @param known of the first halves
/// @param later what models are judged by
record Sample(Rows known, Rows later) {
    private static final int ROWS = 30_000;

    static Sample of(Halves halves) {
        Lessons lessons = new Lessons(Cadence.quarters());
        return new Sample(
                lessons.of(halves.known(), ROWS, 1),
                lessons.of(halves.series().values(), halves.judged(), ROWS, 2));
    }
}
