package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingExplanation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Jobs at which planning, or the commit of a plan, has failed: one that was at fault three times
/// is set aside, to be kept out of the queue by [Quarantine]. For one thread at a time.
@Component
class Suspects {
    private static final Logger log = LoggerFactory.getLogger(Suspects.class);
    private static final int PATIENCE = 3;

    private final Map<JobId, Poison> suspects = new HashMap<>();

    /// Allocations of those set aside that were taken out of the queue: one that is seen there
    /// again was released.
    private final Set<AllocationId> kept = new HashSet<>();

    /// @param fault of the last failure
    private record Poison(int failures, Instant last, Fault fault, String why) {
        boolean isSetAside() {
            return failures >= PATIENCE;
        }

        Instant until() {
            return last.plus(Quarantine.LASTS);
        }

        PendingExplanation explanation() {
            return isSetAside()
                    ? Quarantine.explanation(fault, failures, why, until())
                    : Quarantine.warning(fault, failures, PATIENCE, why);
        }
    }

    /// What of a job nobody can bear.
    enum Fault {
        PLANNING("the planner failed on it %s"),
        COMMIT("what was planned for it could not be stored, %s");

        private final String sentence;

        Fault(String sentence) {
            this.sentence = sentence;
        }

        String sentence(int failures) {
            return sentence.formatted(failures == 1 ? "once" : failures + " times");
        }
    }

    /// @param why the failure, for people
    void blame(JobId job, Fault fault, String why, Throwable failure, Instant now) {
        @Nullable Poison before = suspects.get(job);
        int times = before == null ? 1 : before.failures() + 1;
        suspects.put(job, new Poison(times, now, fault, why));
        log.error("job {} is at fault ({} times now): {}", job, times, fault, failure);
    }

    boolean isKnown(JobId job) {
        return suspects.containsKey(job);
    }

    boolean isSetAside(JobId job) {
        @Nullable Poison poison = suspects.get(job);
        return poison != null && poison.isSetAside();
    }

    /// Why it waits; empty where it is not known.
    Optional<PendingExplanation> why(JobId job) {
        return Optional.ofNullable(suspects.get(job)).map(Poison::explanation);
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

    /// Those whose time is over, and those that somebody released, have three tries again.
    void forget(Snapshot snapshot) {
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

    /// With why the suspects wait that it neither placed nor explained.
    Plan withReasons(Plan plan, Snapshot snapshot) {
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
