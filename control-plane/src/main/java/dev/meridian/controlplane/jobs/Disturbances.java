package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationEvent;
import dev.meridian.controlplane.jobs.model.AllocationEvent.CancelOrdered;
import dev.meridian.controlplane.jobs.model.AllocationEvent.ContactLost;
import dev.meridian.controlplane.jobs.model.AllocationEvent.ContactReturned;
import dev.meridian.controlplane.jobs.model.AllocationEvent.DrainOrdered;
import dev.meridian.controlplane.jobs.model.AllocationEvent.LeaseEnded;
import dev.meridian.controlplane.jobs.model.AllocationEvent.PreemptOrdered;
import dev.meridian.controlplane.jobs.model.AllocationEvent.QuarantineOrdered;
import dev.meridian.controlplane.jobs.model.AllocationEvent.RegroupOrdered;
import dev.meridian.controlplane.jobs.model.AllocationEvent.SuspendOrdered;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.Loss;
import dev.meridian.controlplane.jobs.model.StopOrder;
import dev.meridian.controlplane.jobs.model.Transition;
import dev.meridian.controlplane.jobs.store.EffectWriter.Written;
import dev.meridian.controlplane.jobs.store.Tracked;
import dev.meridian.controlplane.jobs.store.TrackedJob;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// What befalls copies from outside: silence and loss of their nodes, and orders to stop.
@Component
class Disturbances {
    private final Mover mover;

    Disturbances(Mover mover) {
        this.mover = mover;
    }

    Written lose(List<Loss> losses, Instant now) {
        return mover.move(
                        now,
                        moves -> {
                            moves.set()
                                    .take(
                                            losses.stream()
                                                    .map(Loss::allocation)
                                                    .distinct()
                                                    .toList());
                            moves.expectLosses(
                                    losses.stream()
                                            .flatMap(loss ->
                                                    moves.set().find(loss.allocation()).stream())
                                            .map(each -> each.job().id())
                                            .collect(Collectors.toSet()));
                            for (Loss loss : losses) {
                                moves.set()
                                        .find(loss.allocation())
                                        .ifPresent(each ->
                                                moves.apply(
                                                        each,
                                                        new LeaseEnded(
                                                                loss.epoch(), loss.reason(), now)));
                            }
                            return losses.size();
                        })
                .written();
    }

    void contactLost(Collection<NodeId> nodes, Instant now) {
        onAllHeldBy(nodes, now, each -> new ContactLost(each.state().epoch(), now));
    }

    void contactReturned(Collection<NodeId> nodes, Instant now) {
        onAllHeldBy(nodes, now, each -> new ContactReturned(each.state().epoch(), now));
    }

    Written orderStop(
            Collection<AllocationId> allocations, StopOrder order, String reason, Instant now) {
        AllocationEvent event =
                switch (order) {
                    case CANCEL -> new CancelOrdered(reason, now);
                    case SUSPEND -> new SuspendOrdered(reason, now);
                    case DRAIN -> new DrainOrdered(reason, now);
                    case PREEMPT -> new PreemptOrdered(reason, now);
                    case REGROUP -> new RegroupOrdered(reason, 0, null, now);
                    case MIGRATE ->
                            throw new IllegalArgumentException(
                                    "what is migrated has its next place before it is stopped");
                };
        return mover.move(
                        now,
                        moves -> {
                            moves.set().take(allocations);
                            allocations.forEach(id ->
                                    moves.set()
                                            .find(id)
                                            .ifPresent(each -> moves.apply(each, event)));
                            return allocations.size();
                        })
                .written();
    }

    void tell(Collection<AllocationId> allocations, String kind, String sentence, Instant now) {
        mover.move(
                now,
                moves -> {
                    moves.set().take(allocations);
                    List<TrackedJob> jobs = moves.set().jobs();
                    jobs.forEach(job -> job.note(kind, sentence));
                    return jobs.size();
                });
    }

    /// @return those of them that wait, and will not be planned before then
    Set<AllocationId> quarantine(
            JobId job,
            Collection<AllocationId> allocations,
            String reason,
            Instant until,
            Instant now) {
        return mover.move(
                        now,
                        moves -> {
                            moves.set().take(allocations);
                            Set<AllocationId> kept = new HashSet<>();
                            for (AllocationId id : allocations) {
                                moves.set()
                                        .find(id)
                                        .map(each ->
                                                moves.apply(
                                                        each, new QuarantineOrdered(until, now)))
                                        .filter(Transition.Moved.class::isInstance)
                                        .ifPresent(_ -> kept.add(id));
                            }
                            if (!kept.isEmpty()) {
                                moves.set()
                                        .takeJob(job)
                                        .ifPresent(one -> one.note("QUARANTINED", reason));
                            }
                            return kept;
                        })
                .decided();
    }

    private void onAllHeldBy(
            Collection<NodeId> nodes, Instant now, Function<Tracked, AllocationEvent> event) {
        mover.move(
                now,
                moves -> {
                    List<Tracked> held = moves.set().takeHeldBy(nodes);
                    held.forEach(each -> moves.apply(each, event.apply(each)));
                    return held.size();
                });
    }
}
