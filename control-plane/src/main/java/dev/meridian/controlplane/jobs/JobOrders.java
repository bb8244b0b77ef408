package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.AllocationEvent.RetryOrdered;
import dev.meridian.controlplane.jobs.model.AllocationEvent.SuspendOrdered;
import dev.meridian.controlplane.jobs.model.GroupProgress;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.JobState;
import dev.meridian.controlplane.jobs.model.OrderOutcome;
import dev.meridian.controlplane.jobs.model.Transition;
import dev.meridian.controlplane.jobs.store.Tracked;
import dev.meridian.controlplane.jobs.store.TrackedGroup;
import dev.meridian.controlplane.jobs.store.TrackedJob;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;

/// What a person orders of a whole job.
@Component
class JobOrders {
    private final Mover mover;

    JobOrders(Mover mover) {
        this.mover = mover;
    }

    OrderOutcome cancel(JobId id, String reason, Instant now) {
        return order(
                id,
                now,
                (moves, job) -> {
                    if (job.state().isEnded()) {
                        return new OrderOutcome.NothingToDo(
                                job.state(), "the job has ended already");
                    }
                    if (job.cancelReason() != null) {
                        return new OrderOutcome.NothingToDo(
                                job.state(),
                                "the job is being cancelled; its copies have been told to stop");
                    }
                    job.cancelReason(reason);
                    job.note("CANCEL_ORDERED", "the end of the job was ordered: " + reason);
                    moves.cancelRest(job, reason);
                    return new OrderOutcome.Done(job.state());
                });
    }

    OrderOutcome suspend(JobId id, String reason, Instant now) {
        return order(
                id,
                now,
                (moves, job) -> {
                    if (job.state().isEnded()) {
                        return new OrderOutcome.NotPossible(
                                job.state(), "the job has ended; there is nothing to hold back");
                    }
                    if (job.suspended()) {
                        return new OrderOutcome.NothingToDo(
                                job.state(), "the job is suspended already");
                    }
                    job.suspended(true);
                    job.note("SUSPEND_ORDERED", "the job is to be held back: " + reason);
                    for (Tracked each : moves.set().goingOnOf(job)) {
                        moves.apply(each, new SuspendOrdered(reason, now));
                    }
                    return new OrderOutcome.Done(job.state());
                });
    }

    OrderOutcome resume(JobId id, String reason, Instant now) {
        return order(
                id,
                now,
                (moves, job) -> {
                    if (job.state().isEnded()) {
                        return new OrderOutcome.NotPossible(
                                job.state(), "the job has ended; it can be retried, not resumed");
                    }
                    if (!job.suspended()) {
                        return new OrderOutcome.NothingToDo(
                                job.state(), "the job is not suspended");
                    }
                    job.suspended(false);
                    job.note("RESUMED", "the job may go on: " + reason);
                    moves.wake();
                    return new OrderOutcome.Done(job.state());
                });
    }

    OrderOutcome retry(JobId id, String reason, Instant now) {
        return order(
                id,
                now,
                (moves, job) -> {
                    if (job.state() == JobState.SUCCEEDED) {
                        return new OrderOutcome.NotPossible(
                                job.state(), "the job succeeded; a success is never run again");
                    }
                    if (!job.state().isEnded() && isEnding(job)) {
                        return new OrderOutcome.NotPossible(
                                job.state(),
                                "the job is being ended; retry it when its last copy is gone");
                    }
                    boolean ended = job.state().isEnded();
                    long again =
                            (ended
                                            ? moves.set().allOf(job)
                                            : moves.set().allOf(job).stream()
                                                    .filter(JobOrders::mayGoSooner)
                                                    .toList())
                                    .stream()
                                            .map(each ->
                                                    moves.apply(
                                                            each, new RetryOrdered(reason, now)))
                                            .filter(Transition.Moved.class::isInstance)
                                            .count();
                    if (again == 0) {
                        return new OrderOutcome.NothingToDo(job.state(), "the job is on its way");
                    }
                    if (ended) {
                        job.cancelReason(null);
                        job.suspended(false);
                    }
                    job.note(
                            "RETRY_ORDERED",
                            "another run of what failed or was cancelled was ordered: " + reason);
                    return new OrderOutcome.Done(job.state());
                });
    }

    /// The outcome tells the state after the order.
    private OrderOutcome order(
            JobId id, Instant now, BiFunction<Moves, TrackedJob, OrderOutcome> what) {
        record Ordered(OrderOutcome outcome, Optional<TrackedJob> job) {}
        Ordered ordered =
                mover.move(
                                now,
                                moves -> {
                                    Optional<TrackedJob> job = moves.set().takeJob(id);
                                    return new Ordered(
                                            job.map(found -> what.apply(moves, found))
                                                    .orElseGet(OrderOutcome.NoSuchJob::new),
                                            job);
                                })
                        .decided();
        return ordered.outcome() instanceof OrderOutcome.Done && ordered.job().isPresent()
                ? new OrderOutcome.Done(ordered.job().get().state())
                : ordered.outcome();
    }

    private static boolean isEnding(TrackedJob job) {
        return job.cancelReason() != null
                || job.groups().stream()
                        .map(TrackedGroup::progress)
                        .anyMatch(GroupProgress::hasFailed);
    }

    private static boolean mayGoSooner(Tracked each) {
        return switch (each.state().kind()) {
            case PENDING, FAILED -> true;
            case ASSIGNED, STARTING, RUNNING, UNKNOWN, SUCCEEDED, CANCELLED -> false;
        };
    }
}
