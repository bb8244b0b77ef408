package dev.meridian.controlplane.forecast;

import dev.meridian.controlplane.forecast.model.runtime.Chain;
import dev.meridian.controlplane.forecast.model.runtime.Correction;
import dev.meridian.controlplane.forecast.model.runtime.Prediction;
import dev.meridian.controlplane.forecast.model.runtime.Programs;
import dev.meridian.controlplane.forecast.model.runtime.Target;
import dev.meridian.controlplane.forecast.model.runtime.Traits;
import dev.meridian.controlplane.jobs.model.spec.AcceleratorRequest;
import dev.meridian.controlplane.jobs.model.spec.TaskGroupSpec;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// How long runs will take and how much memory they will hold at most, as distributions. Answers
/// from memory; [RuntimeLoop] keeps it taught.
@Service
public class RunTimes {
    private static final double MILLIS = 1000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Target, Chain> chains = new EnumMap<>(Target.class);
    private final Map<Target, Correction> corrections = new EnumMap<>(Target.class);

    RunTimes() {
        for (Target target : Target.values()) {
            chains.put(target, new Chain());
            corrections.put(target, Correction.NONE);
        }
    }

    /// What is known before they start of the runs of a task group.
    ///
    /// @param user who submitted, or would submit, it
    public static Traits traits(TaskGroupSpec group, String user) {
        @Nullable AcceleratorRequest devices = group.resources().accelerators();
        return new Traits(
                user,
                Programs.of(group.task().image(), group.task().command()),
                group.resources().cpu().value() / MILLIS,
                group.resources().memory().value(),
                devices == null ? 0 : devices.millis() / MILLIS);
    }

    /// Empty before the first run ended anywhere.
    ///
    /// @param at hours and days have habits too
    public Optional<Prediction> predict(Target target, Traits traits, Instant at) {
        lock.lock();
        try {
            return chain(target)
                    .predict(traits, at, Objects.requireNonNull(corrections.get(target)));
        } finally {
            lock.unlock();
        }
    }

    /// While nobody asks.
    ///
    /// @param lesson is given the chain and the model in use
    void teach(Target target, BiConsumer<Chain, Correction> lesson) {
        lock.lock();
        try {
            lesson.accept(chain(target), Objects.requireNonNull(corrections.get(target)));
        } finally {
            lock.unlock();
        }
    }

    void correct(Target target, Correction correction) {
        lock.lock();
        try {
            corrections.put(target, correction);
        } finally {
            lock.unlock();
        }
    }

    private Chain chain(Target target) {
        return Objects.requireNonNull(chains.get(target));
    }
}
