package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.AllocationEvent;
import dev.meridian.controlplane.jobs.model.AllocationEvent.CancelOrdered;
import dev.meridian.controlplane.jobs.model.AllocationEvent.ContactLost;
import dev.meridian.controlplane.jobs.model.AllocationEvent.ContactReturned;
import dev.meridian.controlplane.jobs.model.AllocationEvent.FailedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.FencedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.LeaseEnded;
import dev.meridian.controlplane.jobs.model.AllocationEvent.OfCopy;
import dev.meridian.controlplane.jobs.model.AllocationEvent.Promoted;
import dev.meridian.controlplane.jobs.model.AllocationEvent.RegroupOrdered;
import dev.meridian.controlplane.jobs.model.AllocationEvent.SucceededBefore;
import dev.meridian.controlplane.jobs.model.AllocationEvent.SucceededReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.SuspendOrdered;
import dev.meridian.controlplane.jobs.model.AllocationLifecycle;
import dev.meridian.controlplane.jobs.model.AllocationState.Live;
import dev.meridian.controlplane.jobs.model.Departing;
import dev.meridian.controlplane.jobs.model.Departures;
import dev.meridian.controlplane.jobs.model.Effect;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.MemoryNeed;
import dev.meridian.controlplane.jobs.model.RetryPolicy;
import dev.meridian.controlplane.jobs.model.Standby;
import dev.meridian.controlplane.jobs.model.StandingBy;
import dev.meridian.controlplane.jobs.model.Stop;
import dev.meridian.controlplane.jobs.model.StopOrder;
import dev.meridian.controlplane.jobs.model.Transition;
import dev.meridian.controlplane.jobs.store.Tracked;
import dev.meridian.controlplane.jobs.store.TrackedGroup;
import dev.meridian.controlplane.jobs.store.TrackedJob;
import dev.meridian.controlplane.jobs.store.WorkingSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one transaction decides, in memory: events are put to the lifecycle, and gangs and jobs
/// follow their members.
final class Moves {
    private static final double HEADROOM = 1.1;

    private final WorkingSet set;
    private final SpecCache specs;
    private final Optional<MemoryNeed> need;
    private final Instant now;
    private final Map<JobId, RetryPolicy> policies = new HashMap<>();
    private boolean opened;

    Moves(WorkingSet set, SpecCache specs, Optional<MemoryNeed> need, Instant now) {
        this.set = set;
        this.specs = specs;
        this.need = need;
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
        specs.readable(jobs)
                .forEach((job, spec) -> policies.put(job, RetryPolicies.of(spec.retry())));
    }

    Transition apply(Tracked one, AllocationEvent event) {
        if (event instanceof OfCopy said
                && one.departing().isPresent()
                && one.departing().get().copy().epoch() == said.epoch()) {
            return applyToDeparting(one, one.departing().get(), said);
        }
        Transition verdict = AllocationLifecycle.on(one.state(), event, policy(one, event));
        if (verdict instanceof Transition.Moved moved) {
            one.move(moved);
            for (Effect effect : moved.effects()) {
                if (effect instanceof Effect.RegroupGang regroup) {
                    regroup(one, regroup);
                }
            }
        }
        one.departing().ifPresent(left -> stopWhatIsNotNeeded(one, left, event));
        standBy(one, event);
        return verdict;
    }

    /// What stands by for it follows: it is promoted in the transaction in which the copy that ran
    /// is given up, so that no plan is asked and nothing can come in between.
    private void standBy(Tracked one, AllocationEvent event) {
        if (one.standbys().isEmpty()) {
            return;
        }
        settleStandbys(one);
        if (event instanceof ContactLost || event instanceof ContactReturned) {
            // the silence of the copy that runs has those that stand by make sure of what they have
            one.standbys().forEach(each -> tell(one, new Effect.PushDesired(each.node())));
        }
    }

    /// @return whether it goes on in one of them now
    boolean settleStandbys(Tracked one) {
        boolean heldBack = one.job().suspended() || one.job().cancelReason() != null;
        return switch (StandingBy.on(one.state(), one.standbys(), heldBack, now)) {
            case StandingBy.Keep _ -> false;
            case StandingBy.Drop(String reason) -> {
                one.standbys().forEach(each -> dropStandby(one, each, reason));
                yield false;
            }
            case StandingBy.Promote _ when !one.group().ready() || one.group().room() <= 0 -> false;
            case StandingBy.Promote(Standby chosen) -> {
                one.placedBy(chosen.placement(one.id(), one.version()));
                yield apply(
                                one,
                                new Promoted(
                                        chosen.id(), chosen.node(), one.state().epoch() + 1, now))
                        instanceof Transition.Moved;
            }
        };
    }

    void dropStandby(Tracked one, Standby standby, String reason) {
        tell(
                one,
                new Effect.EndStandby(standby.id(), Standby.Outcome.DROPPED, reason, now),
                new Effect.PushDesired(standby.node()));
    }

    /// What follows without a change of its state.
    void tell(Tracked one, Effect... effects) {
        one.move(new Transition.Moved(one.state(), List.of(effects)));
    }

    /// What is said of a copy that departs concerns its own attempt, and the allocation only where
    /// it had succeeded.
    private Transition applyToDeparting(Tracked one, Departing left, OfCopy said) {
        List<Effect> effects =
                new ArrayList<>(Departures.on(left, said, !one.state().kind().isEnded()));
        if (effects.isEmpty()) {
            return new Transition.NoChange("its next copy has been placed already");
        }
        if (one.state() instanceof Live live) {
            // it may have waited for this
            effects.add(new Effect.PushDesired(live.copy().node()));
        }
        var closed = new Transition.Moved(one.state(), effects);
        one.move(closed);
        return said instanceof SucceededReported success
                        && apply(one, new SucceededBefore(success.exitCode(), now))
                                instanceof Transition.Moved moved
                ? moved
                : closed;
    }

    /// Whatever ends the allocation, or holds its job back, ends the copy that it left behind too.
    private void stopWhatIsNotNeeded(Tracked one, Departing left, AllocationEvent event) {
        if (event instanceof CancelOrdered cancel) {
            stopDeparting(one, left, new Stop(StopOrder.CANCEL, cancel.reason()));
        } else if (event instanceof SuspendOrdered hold) {
            stopDeparting(one, left, new Stop(StopOrder.SUSPEND, hold.reason()));
        } else if (one.state().kind().isEnded()) {
            stopDeparting(one, left, new Stop(StopOrder.CANCEL, "it is needed no longer"));
        }
    }

    void stopDeparting(Tracked one, Departing left, Stop order) {
        List<Effect> effects = Departures.stop(left, order, now);
        if (!effects.isEmpty()) {
            one.move(new Transition.Moved(one.state(), effects));
        }
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
            job.groups().forEach(group -> endLeftOut(job, group));
            opened |= job.derive(now);
        }
    }

    /// Members that a gang went on without are not to run once it is done.
    private void endLeftOut(TrackedJob job, TrackedGroup group) {
        if (group.progress().leftOut() == 0
                || group.progress().waiting() == 0
                || !group.progress().hasSucceeded()) {
            return;
        }
        String why =
                "its gang was done with %d of %d members"
                        .formatted(group.size(), group.progress().count());
        set.goingOnOf(job).stream()
                .filter(each -> each.group() == group)
                .forEach(each -> apply(each, new CancelOrdered(why, now)));
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
        boolean covered = one.departing().filter(Departing::overlap).isPresent();
        @Nullable RetryPolicy known = policies.get(job);
        if (known == null) {
            known =
                    specs.find(job)
                            .map(spec -> RetryPolicies.of(spec.retry()))
                            .orElse(RetryPolicy.NEVER);
            policies.put(job, known);
        }
        RetryPolicy bounded =
                event instanceof FailedReported failed && known.growsAfter(failed.reason())
                        ? known.atMost(largestFactor(one)).atLeast(neededFactor(one))
                        : known;
        return covered ? bounded.whileCovered() : bounded;
    }

    /// More memory than any node has would never be placed.
    private double largestFactor(Tracked one) {
        double asked = asked(one);
        // half a mebibyte below, for the product is rounded up
        return asked <= 0 ? 1 : (set.largestMemory() - 0.5) / asked;
    }

    /// What runs like it held at most, and a little more.
    private double neededFactor(Tracked one) {
        double asked = asked(one);
        return asked <= 0
                ? 1
                : need.map(known -> known.ofGroup(one.group().id()).orElse(0)).orElse(0.0)
                        * HEADROOM
                        / asked;
    }

    private double asked(Tracked one) {
        return specs.find(one.job().id())
                .flatMap(spec -> spec.group(one.group().name()))
                .map(group -> group.resources().memory().value())
                .orElse(0L);
    }
}
