package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.Planner;
import dev.meridian.controlplane.placement.model.PendingExplanation;
import dev.meridian.controlplane.placement.model.PendingReason;
import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.Snapshot;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/// Keeps a job that the planner cannot bear from holding up all others: when a plan fails, the jobs
/// are planned one by one to find whose fault it is, and one that failed three times is set aside
/// for an hour.
@Service
class CarefulPlanner {
    private static final Logger log = LoggerFactory.getLogger(CarefulPlanner.class);
    private static final int PATIENCE = 3;
    private static final Duration SET_ASIDE = Duration.ofHours(1);

    private final Function<Snapshot, Plan> planner;
    private final Counter failures;
    private final Map<JobId, Poison> suspects = new HashMap<>();

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
    }

    Plan plan(Snapshot snapshot) {
        suspects.values()
                .removeIf(poison -> poison.last().isBefore(snapshot.at().minus(SET_ASIDE)));
        Snapshot bearable = only(snapshot, job -> !setAside(job));
        try {
            return withReasons(planner.apply(bearable), snapshot);
        } catch (RuntimeException | StackOverflowError e) {
            failures.increment();
            log.error("the planner failed; looking for the job that it cannot bear", e);
            Set<JobId> guilty = guilty(bearable);
            if (guilty.isEmpty()) {
                throw e;
            }
            return withReasons(
                    planner.apply(only(bearable, job -> !guilty.contains(job))), snapshot);
        }
    }

    private Set<JobId> guilty(Snapshot snapshot) {
        Set<JobId> jobs = new LinkedHashSet<>();
        snapshot.groups().forEach(group -> jobs.add(group.job()));
        Set<JobId> guilty = new LinkedHashSet<>();
        for (JobId job : jobs) {
            try {
                Plan _ = planner.apply(only(snapshot, job::equals));
            } catch (RuntimeException | StackOverflowError e) {
                guilty.add(job);
                Poison before = suspects.getOrDefault(job, new Poison(0, snapshot.at(), ""));
                suspects.put(
                        job,
                        new Poison(
                                before.failures() + 1,
                                snapshot.at(),
                                String.valueOf(e.getMessage())));
                log.error(
                        "the planner cannot bear job {} ({} times now)",
                        job,
                        before.failures() + 1,
                        e);
            }
        }
        return guilty;
    }

    private boolean setAside(JobId job) {
        Poison poison = suspects.get(job);
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
                    Poison poison = suspects.get(group.job());
                    if (poison != null) {
                        group.allocations()
                                .forEach(one -> pending.putIfAbsent(one.id(), explanation(poison)));
                    }
                });
        plan.decisions().forEach(decision -> pending.remove(decision.allocation()));
        return plan.with(plan.decisions(), pending);
    }

    private static PendingExplanation explanation(Poison poison) {
        return new PendingExplanation(
                new PendingReason(
                        PendingToken.PENDING_EVALUATION,
                        "The planner failed on it %s: %s"
                                .formatted(
                                        poison.failures() == 1
                                                ? "once"
                                                : poison.failures() + " times",
                                        poison.why()),
                        Map.of("failures", poison.failures())),
                List.of(),
                List.of(),
                List.of(),
                null,
                null);
    }
}
