package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.AllocationEvent;
import dev.meridian.controlplane.jobs.model.AllocationEvent.CancelOrdered;
import dev.meridian.controlplane.jobs.model.AllocationEvent.FailedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.FencedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.LeaseEnded;
import dev.meridian.controlplane.jobs.model.AllocationEvent.RegroupOrdered;
import dev.meridian.controlplane.jobs.model.AllocationLifecycle;
import dev.meridian.controlplane.jobs.model.Effect;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.RetryPolicy;
import dev.meridian.controlplane.jobs.model.Transition;
import dev.meridian.controlplane.jobs.store.Tracked;
import dev.meridian.controlplane.jobs.store.TrackedGroup;
import dev.meridian.controlplane.jobs.store.TrackedJob;
import dev.meridian.controlplane.jobs.store.WorkingSet;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one transaction decides, in memory: events are put to the lifecycle, and gangs and jobs
/// follow their members.
final class Moves {
    private final WorkingSet set;
    private final SpecCache specs;
    private final Instant now;
    private final Map<JobId, RetryPolicy> policies = new HashMap<>();
    private boolean opened;

    Moves(WorkingSet set, SpecCache specs, Instant now) {
        this.set = set;
        this.specs = specs;
        this.now = now;
    }

    WorkingSet set() {
        return set;
    }

    Instant now() {
        return now;
    }

    void wake() {
        opened = true;
    }

    /// Groups may be placed now that could not be before.
    boolean opened() {
        return opened;
    }

    /// Reads the retry policies of these jobs at once, where an event will ask for them.
    void expectLosses(Collection<JobId> jobs) {
        specs.of(jobs).forEach((job, spec) -> policies.put(job, RetryPolicies.of(spec.retry())));
    }

    Transition apply(Tracked one, AllocationEvent event) {
        Transition verdict = AllocationLifecycle.on(one.state(), event, policy(one, event));
        if (verdict instanceof Transition.Moved moved) {
            one.move(moved);
            for (Effect effect : moved.effects()) {
                if (effect instanceof Effect.RegroupGang regroup) {
                    regroup(one, regroup);
                }
            }
        }
        return verdict;
    }

    /// To be called once, after all events: a group that failed for good ends its job, and what is
    /// derived is derived anew.
    void settle() {
        for (TrackedJob job : set.jobs()) {
            Optional<TrackedGroup> failed =
                    job.groups().stream().filter(TrackedGroup::failedJustNow).findFirst();
            if (failed.isPresent() && job.cancelReason() == null) {
                cancelRest(job, "task group %s has failed for good".formatted(failed.get().name()));
            }
            opened |= job.derive(now);
        }
    }

    void cancelRest(TrackedJob job, String reason) {
        for (Tracked each : set.goingOnOf(job)) {
            apply(each, new CancelOrdered(reason, now));
        }
    }

    private void regroup(Tracked one, Effect.RegroupGang order) {
        for (Tracked mate : set.matesOf(one)) {
            apply(
                    mate,
                    new RegroupOrdered(order.reason(), order.retries(), order.notBefore(), now));
        }
    }

    /// Only ends that may be followed by another attempt look at the policy.
    private RetryPolicy policy(Tracked one, AllocationEvent event) {
        if (!(event instanceof FailedReported
                || event instanceof FencedReported
                || event instanceof LeaseEnded)) {
            return RetryPolicy.NEVER;
        }
        JobId job = one.job().id();
        @Nullable RetryPolicy known = policies.get(job);
        if (known == null) {
            known = RetryPolicies.of(specs.of(job).retry());
            policies.put(job, known);
        }
        return known;
    }
}
