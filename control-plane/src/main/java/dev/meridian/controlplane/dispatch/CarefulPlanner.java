package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.jobs.Unplannable;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.Planner;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.Snapshot;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/// Keeps a job that the planner cannot bear from holding up all others: when a plan fails, the job
/// at fault is looked for by halves, left out and remembered ([Suspects]). For one thread at a
/// time.
@Service
class CarefulPlanner {
    private static final Logger log = LoggerFactory.getLogger(CarefulPlanner.class);

    /// So long a plan looks for those at fault; where there are more, it places those before them
    /// in the queue, and the next plan goes on.
    private static final long SEARCH_NANOS = Duration.ofSeconds(10).toNanos();

    private final Function<Snapshot, Plan> planner;
    private final Counter failures;
    private final Suspects suspects;

    @Autowired
    CarefulPlanner(Planner planner, Suspects suspects, MeterRegistry meters) {
        this(planner::plan, suspects, meters);
    }

    CarefulPlanner(Function<Snapshot, Plan> planner, Suspects suspects, MeterRegistry meters) {
        this.planner = planner;
        this.suspects = suspects;
        this.failures = meters.counter("meridian.plan.failures");
    }

    /// What a plan leaves: the plan, or why there is none.
    private record Tried(@Nullable Plan plan, @Nullable Throwable failure) {}

    Plan plan(Snapshot snapshot) {
        suspects.forget(snapshot);
        Snapshot bearable = only(snapshot, job -> !suspects.isSetAside(job));
        Tried first = attempt(bearable);
        if (first.plan() != null) {
            return suspects.withReasons(first.plan(), snapshot);
        }
        failures.increment();
        log.error("the planner failed; looking for the job that it cannot bear", first.failure());
        return suspects.withReasons(withoutTheGuilty(bearable), snapshot);
    }

    private Plan withoutTheGuilty(Snapshot bearable) {
        long began = System.nanoTime();
        Snapshot rest = bearable;
        while (true) {
            Tried tried = attempt(rest);
            if (tried.plan() != null) {
                return tried.plan();
            }
            if (rest.groups().isEmpty() || attempt(rest.with(List.of())).plan() == null) {
                throw failed(Objects.requireNonNull(tried.failure()));
            }
            Optional<JobId> known = failingAlone(rest);
            if (known.isPresent()) {
                rest = only(rest, job -> !job.equals(known.get()));
                continue;
            }
            Edge edge = edge(rest, tried);
            blame(edge.guilty(), edge.failure(), rest.at());
            rest =
                    System.nanoTime() - began < SEARCH_NANOS
                            ? only(rest, job -> !job.equals(edge.guilty()))
                            : only(rest, edge.before()::contains);
        }
    }

    private static RuntimeException failed(Throwable failure) {
        return failure instanceof RuntimeException mended
                ? mended
                : new IllegalStateException("the planner failed", failure);
    }

    /// Who was at fault before is asked first.
    private Optional<JobId> failingAlone(Snapshot snapshot) {
        for (JobId job : queue(snapshot)) {
            if (suspects.isKnown(job)) {
                @Nullable Throwable failure = attempt(only(snapshot, job::equals)).failure();
                if (failure != null) {
                    blame(job, failure, snapshot.at());
                    return Optional.of(job);
                }
            }
        }
        return Optional.empty();
    }

    /// Where the queue begins to fail.
    ///
    /// @param before jobs that can be planned together
    /// @param guilty the first with which they cannot
    private record Edge(Set<JobId> before, JobId guilty, Throwable failure) {}

    private Edge edge(Snapshot snapshot, Tried whole) {
        List<JobId> queue = queue(snapshot);
        Tried failing = whole;
        int bears = 0;
        int fails = queue.size();
        while (fails - bears > 1) {
            int middle = (bears + fails) >>> 1;
            Tried tried = attempt(only(snapshot, Set.copyOf(queue.subList(0, middle))::contains));
            if (tried.plan() == null) {
                fails = middle;
                failing = tried;
            } else {
                bears = middle;
            }
        }
        return new Edge(
                Set.copyOf(queue.subList(0, fails - 1)),
                queue.get(fails - 1),
                Objects.requireNonNull(failing.failure()));
    }

    private static List<JobId> queue(Snapshot snapshot) {
        return snapshot.groups().stream().map(PendingGroup::job).distinct().toList();
    }

    private void blame(JobId job, Throwable failure, Instant now) {
        suspects.blame(job, Suspects.Fault.PLANNING, Unplannable.told(failure), failure, now);
    }

    private Tried attempt(Snapshot snapshot) {
        try {
            return new Tried(planner.apply(snapshot), null);
        } catch (RuntimeException | StackOverflowError e) {
            return new Tried(null, e);
        }
    }

    private static Snapshot only(Snapshot snapshot, Predicate<JobId> wanted) {
        return snapshot.with(
                snapshot.groups().stream().filter(group -> wanted.test(group.job())).toList());
    }
}
