package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.jobs.Unplannable;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.Planner;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingExplanation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.Snapshot;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
/// at fault is looked for by halves and left out, and one that was at fault three times is set
/// aside, to be kept out of the queue by [Quarantine]. For one thread at a time.
@Service
class CarefulPlanner {
    private static final Logger log = LoggerFactory.getLogger(CarefulPlanner.class);
    private static final int PATIENCE = 3;

    /// So long a plan looks for those at fault; where there are more, it places those before them
    /// in the queue, and the next plan goes on.
    private static final long SEARCH_NANOS = Duration.ofSeconds(10).toNanos();

    private final Function<Snapshot, Plan> planner;
    private final Counter failures;
    private final Map<JobId, Poison> suspects = new HashMap<>();

    /// Allocations of those set aside that were taken out of the queue: one that is seen there
    /// again was released.
    private final Set<AllocationId> kept = new HashSet<>();

    @Autowired
    CarefulPlanner(Planner planner, MeterRegistry meters) {
        this(planner::plan, meters);
    }

    CarefulPlanner(Function<Snapshot, Plan> planner, MeterRegistry meters) {
        this.planner = planner;
        this.failures = meters.counter("meridian.plan.failures");
    }

    private record Poison(int failures, Instant last, String why) {
        boolean isSetAside() {
            return failures >= PATIENCE;
        }

        Instant until() {
            return last.plus(Quarantine.LASTS);
        }

        PendingExplanation explanation() {
            return isSetAside()
                    ? Quarantine.explanation(failures, why, until())
                    : Quarantine.warning(failures, PATIENCE, why);
        }
    }

    /// What a plan leaves: the plan, or why there is none.
    private record Tried(@Nullable Plan plan, @Nullable Throwable failure) {}

    Plan plan(Snapshot snapshot) {
        forget(snapshot);
        Snapshot bearable = only(snapshot, job -> !isSetAside(job));
        Tried first = attempt(bearable);
        if (first.plan() != null) {
            return withReasons(first.plan(), snapshot);
        }
        failures.increment();
        log.error("the planner failed; looking for the job that it cannot bear", first.failure());
        return withReasons(withoutTheGuilty(bearable), snapshot);
    }

    /// Of those that were set aside, what a plan would look at again.
    List<Quarantine.Case> setAside(Snapshot snapshot) {
        Map<JobId, Set<AllocationId>> waiting = new HashMap<>();
        snapshot.groups().stream()
                .filter(group -> isSetAside(group.job()))
                .forEach(group ->
                        group.allocations().stream()
                                .map(PendingAllocation::id)
                                .forEach(
                                        waiting.computeIfAbsent(group.job(), _ -> new HashSet<>())
                                                ::add));
        List<Quarantine.Case> cases = new ArrayList<>();
        waiting.forEach((job, ids) -> {
            Poison poison = Objects.requireNonNull(suspects.get(job));
            cases.add(new Quarantine.Case(job, ids, poison.explanation(), poison.until()));
        });
        return cases;
    }

    /// These will not be in a snapshot again before their time, unless they are released.
    void kept(Set<AllocationId> out) {
        kept.addAll(out);
    }

    private void forget(Snapshot snapshot) {
        Instant now = snapshot.at();
        suspects.values()
                .removeIf(poison -> !poison.until().isAfter(now) || poison.last().isAfter(now));
        for (PendingGroup group : snapshot.groups()) {
            boolean released = false;
            for (PendingAllocation one : group.allocations()) {
                released |= kept.remove(one.id());
            }
            if (released) {
                suspects.remove(group.job());
            }
        }
        if (suspects.isEmpty()) {
            kept.clear();
        }
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
            if (suspects.containsKey(job)) {
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
        @Nullable Poison before = suspects.get(job);
        int times = before == null ? 1 : before.failures() + 1;
        suspects.put(job, new Poison(times, now, Unplannable.told(failure)));
        log.error("the planner cannot bear job {} ({} times now)", job, times, failure);
    }

    private Tried attempt(Snapshot snapshot) {
        try {
            return new Tried(planner.apply(snapshot), null);
        } catch (RuntimeException | StackOverflowError e) {
            return new Tried(null, e);
        }
    }

    private boolean isSetAside(JobId job) {
        @Nullable Poison poison = suspects.get(job);
        return poison != null && poison.isSetAside();
    }

    private static Snapshot only(Snapshot snapshot, Predicate<JobId> wanted) {
        return snapshot.with(
                snapshot.groups().stream().filter(group -> wanted.test(group.job())).toList());
    }

    private Plan withReasons(Plan plan, Snapshot snapshot) {
        if (suspects.isEmpty()) {
            return plan;
        }
        Map<AllocationId, PendingExplanation> pending = new HashMap<>(plan.pending());
        snapshot.groups()
                .forEach(group -> {
                    @Nullable Poison poison = suspects.get(group.job());
                    if (poison != null) {
                        group.allocations()
                                .forEach(
                                        one -> pending.putIfAbsent(one.id(), poison.explanation()));
                    }
                });
        plan.decisions().forEach(decision -> pending.remove(decision.allocation()));
        return plan.with(plan.decisions(), pending);
    }
}
