package dev.meridian.controlplane.commands.trials;

import dev.meridian.controlplane.forecast.learn.LiveLearning;
import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Series;
import dev.meridian.controlplane.forecast.model.Training;
import dev.meridian.controlplane.forecast.model.live.Cadence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Recorded series, all moved to one common time of their middle, so that a model that is trained
/// on the first halves never sees what it is judged by.
///
/// @param series whole
/// @param middle of all
public record Halves(Map<String, Series> series, Instant middle) {
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final int MOST_ROWS = 100_000;
    private static final Instant BEGAN = Instant.parse("2026-01-05T00:00:00Z");
    private static final Instant MIDDLE = BEGAN.plus(Duration.ofDays(70));

    /// @param recorded at steps of 15 minutes
    public static Halves of(Map<String, Series> recorded) {
        Map<String, Series> moved = new LinkedHashMap<>();
        recorded.forEach((id, one) -> {
            Instant start = MIDDLE.minus(QUARTER.multipliedBy(one.length() / 2)).plus(weekday(one));
            moved.put(id, Series.of(start, QUARTER, one.values()));
        });
        return new Halves(moved, MIDDLE);
    }

    /// What is known at the middle.
    public List<Series> known() {
        return until(series.values(), middle);
    }

    /// What is known at a time.
    static List<Series> until(Collection<Series> series, Instant end) {
        List<Series> known = new ArrayList<>();
        for (Series one : series) {
            long steps = Duration.between(one.start(), end).dividedBy(QUARTER);
            if (steps > 0) {
                known.add(one.until((int) Math.min(steps, one.length())));
            }
        }
        return known;
    }

    /// The first origin that is judged: gates and weights have listened to the model for a day.
    public Instant judged() {
        return middle.plus(Duration.ofDays(1));
    }

    public Training training() {
        return new Training("recorded demand", middle, BEGAN, middle);
    }

    /// The usual model, from what is known at the middle; the same for all who ask.
    public Learned learned(Cadence cadence) {
        return LiveLearning.train(LiveLearning.usual(), cadence, known(), MOST_ROWS, training())
                .orElseThrow();
    }

    /// So that a Monday stays a Monday.
    private static Duration weekday(Series one) {
        long week = Duration.ofDays(7).dividedBy(QUARTER);
        long wanted = one.start().getEpochSecond() / 900 % week;
        long got =
                MIDDLE.minus(QUARTER.multipliedBy(one.length() / 2)).getEpochSecond() / 900 % week;
        long turn = Math.floorMod(wanted - got, week);
        return QUARTER.multipliedBy(turn > week / 2 ? turn - week : turn);
    }
}
