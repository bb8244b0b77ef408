package dev.meridian.controlplane.forecast;

import dev.meridian.controlplane.forecast.learn.RuntimeLearning;
import dev.meridian.controlplane.forecast.model.runtime.Correction;
import dev.meridian.controlplane.forecast.model.runtime.Finished;
import dev.meridian.controlplane.forecast.model.runtime.History;
import dev.meridian.controlplane.forecast.model.runtime.LearnedCorrection;
import dev.meridian.controlplane.forecast.model.runtime.Run;
import dev.meridian.controlplane.forecast.model.runtime.Target;
import dev.meridian.controlplane.forecast.store.LearningTurn;
import dev.meridian.controlplane.forecast.store.RunStore;
import dev.meridian.controlplane.forecast.store.RuntimeModels;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Learns from runs as they end: the chain of medians at once, the model anew with every thousand.
@Service
public class RuntimeLoop {
    private static final Logger log = LoggerFactory.getLogger(RuntimeLoop.class);
    private static final int AT_START = 20_000;
    private static final int AT_ONCE = 20_000;
    private static final Duration OLDEST = Duration.ofDays(90);

    /// An agent that was cut off reports an end late, under its true time.
    private static final Duration LATE = Duration.ofMinutes(2);

    private static final int REFIT = 1_000;

    /// Learning takes seconds of a core: where runs end by the thousand it may wait.
    private static final Duration BETWEEN_FITS = Duration.ofMinutes(10);

    private final RunStore runs;
    private final RuntimeModels models;
    private final RunTimes times;
    private final LearningTurn turn;
    private final Counter learned;
    private final Map<Target, Course> courses = new EnumMap<>(Target.class);
    private final Map<Seen, Instant> seen = new HashMap<>();
    private Instant until = Instant.EPOCH;

    private record Seen(UUID allocation, int epoch) {}

    /// How far the learning of one target is.
    private static final class Course {
        private final History history = new History(RuntimeLearning.learner());
        private long fittedAt;
        private Instant inUse = Instant.EPOCH;
    }

    RuntimeLoop(
            RunStore runs,
            RuntimeModels models,
            RunTimes times,
            LearningTurn turn,
            MeterRegistry meters) {
        this.runs = runs;
        this.models = models;
        this.times = times;
        this.turn = turn;
        learned = meters.counter("meridian.runtime.runs");
        for (Target target : Target.values()) {
            courses.put(target, new Course());
        }
    }

    public void runOnce(Instant now) {
        List<Run> ended =
                until.equals(Instant.EPOCH)
                        ? runs.newest(now.minus(OLDEST), AT_START)
                        : runs.after(until.minus(LATE), AT_ONCE);
        for (Run run : ended) {
            if (seen.put(new Seen(run.allocation(), run.epoch()), run.ended()) == null) {
                learn(run);
                learned.increment();
            }
            until = run.ended().isAfter(until) ? run.ended() : until;
        }
        seen.values().removeIf(end -> end.isBefore(until.minus(LATE)));
        courses.forEach((target, course) -> fit(target, course, now));
    }

    private void learn(Run run) {
        courses.forEach((target, course) -> {
            Optional<Finished> lesson = target.of(run);
            lesson.ifPresent(finished ->
                    times.teach(
                            target,
                            (chain, correction) -> {
                                course.history.add(chain, finished);
                                chain.learn(finished, correction);
                            }));
        });
    }

    /// Of several control planes one learns, and the others hear of it; while another has the turn
    /// it waits for the next minute.
    private void fit(Target target, Course course, Instant now) {
        if (isDue(target, course, now)) {
            turn.take(() -> {
                // who had the turn before may have done it
                if (isDue(target, course, now)) {
                    learn(target, course, now);
                }
            });
        }
    }

    private boolean isDue(Target target, Course course, Instant now) {
        Optional<Instant> newest = models.trainedAt(target);
        if (newest.isPresent() && newest.get().isAfter(course.inUse)) {
            models.newest(target).ifPresent(stored -> use(target, course, stored));
        }
        return course.history.seen() - course.fittedAt >= REFIT
                && newest.map(at -> at.plus(BETWEEN_FITS).isBefore(now)).orElse(true);
    }

    private void learn(Target target, Course course, Instant now) {
        course.fittedAt = course.history.seen();
        Optional<LearnedCorrection> fitted = course.history.learn("job " + target.word(), now);
        fitted.ifPresent(model -> {
            models.add(target, model, now);
            times.correct(target, model);
            course.inUse = now;
        });
    }

    private void use(Target target, Course course, RuntimeModels.Stored stored) {
        course.inUse = stored.trainedAt();
        try {
            Correction correction =
                    new LearnedCorrection(
                            RuntimeLearning.read(stored.model()),
                            stored.gate(),
                            stored.examples(),
                            stored.error(),
                            stored.before());
            times.correct(target, correction);
            course.fittedAt = course.history.seenUntil(stored.trainedAt());
        } catch (IllegalArgumentException e) {
            log.warn("The model {} of job {} is not used.", stored.id(), target.word(), e);
        }
    }
}
