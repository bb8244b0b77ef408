package dev.meridian.controlplane.commands.trials;

import dev.meridian.controlplane.forecast.model.Learner;
import dev.meridian.controlplane.forecast.model.feature.Rows;
import dev.meridian.controlplane.forecast.model.live.Cadence;
import dev.meridian.controlplane.forecast.model.live.Lessons;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Rows to learn from, and of the time after.
///
/// @param known to learn from
/// @param later what models are judged by
record Sample(Rows known, Rows later) {
    private static final int ROWS = 30_000;
    private static final List<Integer> DAYS_BEFORE = List.of(4, 10);

    /// The first halves, and the time after that nobody has seen.
    static Sample of(Halves halves) {
        Lessons lessons = new Lessons(Cadence.quarters());
        return new Sample(
                lessons.of(halves.known(), ROWS, 1),
                lessons.of(halves.series().values(), halves.judged(), ROWS, 2));
    }

    /// The first halves alone, without their last four and ten days, and these: to choose by.
    static List<Sample> within(Halves halves) {
        Lessons lessons = new Lessons(Cadence.quarters());
        return DAYS_BEFORE.stream()
                .map(days -> {
                    Instant split = halves.middle().minus(Duration.ofDays(days));
                    return new Sample(
                            lessons.of(Halves.until(halves.series().values(), split), ROWS, 1),
                            lessons.of(halves.known(), split, ROWS, 2));
                })
                .toList();
    }

    /// The mean error that a learner leaves of that of the best expert.
    static double left(Learner learner, List<Sample> samples, Halves halves) {
        return samples.stream()
                .mapToDouble(each ->
                        Judged.learn(learner, each.known, halves.training()).left(each.later))
                .average()
                .orElseThrow();
    }
}
