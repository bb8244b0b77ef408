package dev.meridian.controlplane.forecast;

import dev.meridian.controlplane.forecast.learn.LiveLearning;
import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Learner;
import dev.meridian.controlplane.forecast.model.ResourceKind;
import dev.meridian.controlplane.forecast.model.Series;
import dev.meridian.controlplane.forecast.model.Training;
import dev.meridian.controlplane.forecast.model.UnfitModel;
import dev.meridian.controlplane.forecast.model.live.Trial;
import dev.meridian.controlplane.forecast.model.live.Trial.Outcome;
import dev.meridian.controlplane.forecast.model.live.Voice;
import dev.meridian.controlplane.forecast.model.view.Horizons;
import dev.meridian.controlplane.forecast.model.view.Kinds;
import dev.meridian.controlplane.forecast.model.weigh.Contest;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Learns from the older part of histories and lets models compete on the younger.
final class Tournament {
    /// So many series are learned from.
    static final int SERIES = 200;

    /// So many compete: each is walked through twice, tick by tick.
    private static final int COMPETING = 30;

    private static final Duration HELD_OUT = Duration.ofDays(7);
    private static final Duration LEAST = Duration.ofDays(4);
    private static final Duration LEAST_OF_SERIES = Duration.ofDays(2);

    private final ResourceKind kind;
    private final Map<String, Series> histories = new LinkedHashMap<>();
    private Instant first = Instant.MAX;
    private Instant end = Instant.MIN;

    Tournament(ResourceKind kind, Map<Integer, Course> courses) {
        this.kind = kind;
        courses.forEach((id, course) -> {
            Duration length = Course.SLOT.multipliedBy(course.values().length);
            if (length.compareTo(LEAST_OF_SERIES) >= 0) {
                histories.put(
                        Integer.toString(id),
                        Series.of(course.start(), Course.SLOT, course.values()));
                first = earlier(first, course.start());
                end = later(end, course.at(course.values().length));
            }
        });
    }

    /// @param better whether it may stand in the champion's shadow
    /// @param verdict why, for people
    record Result(
            double mase,
            double rivalMase,
            double naiveMase,
            double coverage,
            boolean better,
            String verdict) {
        boolean finite() {
            return Double.isFinite(mase)
                    && Double.isFinite(rivalMase)
                    && Double.isFinite(naiveMase)
                    && Double.isFinite(coverage);
        }
    }

    /// @return nothing while there is less than four days to learn from
    /// @throws UnfitModel when the training fails, or its model gives answers that are not finite
    Optional<Learned> learn(Learner learner, Instant now) {
        if (histories.isEmpty() || Duration.between(first, end).compareTo(LEAST) < 0) {
            return Optional.empty();
        }
        Instant until = heldOutFrom();
        List<Series> known = new ArrayList<>();
        for (Series history : histories.values()) {
            long before = Duration.between(history.start(), until).dividedBy(Course.SLOT);
            if (before > 0) {
                known.add(history.until((int) Math.min(before, history.length())));
            }
        }
        Training training = new Training(Kinds.word(kind), now, first, until);
        try {
            return LiveLearning.train(
                    learner, Horizons.CADENCE, known, LiveLearning.MOST_ROWS, training);
        } catch (UnfitModel e) {
            throw e;
        } catch (RuntimeException e) {
            // learners are other people's libraries: each fails in a way of its own
            throw new UnfitModel(learner.name() + " failed in training", e);
        }
    }

    /// On the days that the challenger has not seen.
    ///
    /// @param champion null: experts alone
    Result contest(@Nullable Learned champion, Learned challenger) {
        Instant from = heldOutFrom();
        // gates and weights learn during the first quarter
        return compare(
                champion, challenger, from, from.plus(Duration.between(from, end).dividedBy(4)));
    }

    /// On the last day.
    Result lastDay(@Nullable Learned champion, Learned shadow) {
        Instant from = end.minus(Duration.ofDays(1));
        return compare(champion, shadow, from.minus(Duration.ofDays(2)), from);
    }

    private Result compare(
            @Nullable Learned champion, Learned challenger, Instant heard, Instant from) {
        Trial trial = new Trial(Horizons.CADENCE, some());
        Map<String, Outcome> held = trial.run(champion, heard, from);
        Map<String, Outcome> tried = trial.run(challenger, heard, from);
        Contest.Showing rival = Trial.showing(held);
        Contest.Showing showing = Trial.showing(tried);
        Contest.Decision decision = Contest.decide(rival, showing);
        return new Result(
                showing.mase(),
                rival.mase(),
                naive(tried),
                showing.coverage(),
                decision instanceof Contest.Decision.Promote,
                switch (decision) {
                    case Contest.Decision.Promote(String why) -> why;
                    case Contest.Decision.Keep(String why) -> why;
                });
    }

    private static double naive(Map<String, Outcome> outcomes) {
        return outcomes.values().stream()
                .filter(each -> each.judged() > 0)
                .mapToDouble(each -> each.errors()[Voice.LAST_VALUE.ordinal()])
                .average()
                .orElse(Double.NaN);
    }

    private Map<String, Series> some() {
        Map<String, Series> some = new LinkedHashMap<>();
        histories.entrySet().stream()
                .limit(COMPETING)
                .forEach(each -> some.put(each.getKey(), each.getValue()));
        return some;
    }

    /// A week, or a third of what there is.
    private Instant heldOutFrom() {
        Duration third = Duration.between(first, end).dividedBy(3);
        Duration out = third.compareTo(HELD_OUT) < 0 ? third : HELD_OUT;
        return Course.slotOf(end.minus(out));
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
