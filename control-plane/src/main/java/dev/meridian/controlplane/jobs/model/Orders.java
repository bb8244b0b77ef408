package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.jobs.model.AllocationEvent.CancelOrdered;
import dev.meridian.controlplane.jobs.model.AllocationEvent.DrainOrdered;
import dev.meridian.controlplane.jobs.model.AllocationEvent.PreemptOrdered;
import dev.meridian.controlplane.jobs.model.AllocationEvent.QuarantineOrdered;
import dev.meridian.controlplane.jobs.model.AllocationEvent.RegroupOrdered;
import dev.meridian.controlplane.jobs.model.AllocationEvent.RetryOrdered;
import dev.meridian.controlplane.jobs.model.AllocationEvent.SuspendOrdered;
import dev.meridian.controlplane.jobs.model.AllocationState.Cancelled;
import dev.meridian.controlplane.jobs.model.AllocationState.Ended;
import dev.meridian.controlplane.jobs.model.AllocationState.Live;
import dev.meridian.controlplane.jobs.model.AllocationState.Pending;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is ordered: noted in the state of a live copy until its agent reports, obeyed at once by
/// what only waits.
final class Orders {

    private Orders() {}

    static Transition cancelWaiting(Pending waiting, CancelOrdered order, RetryPolicy policy) {
        return new Transition.Moved(
                new Cancelled(waiting.epoch(), waiting.tally(), order.reason(), null, order.at()),
                List.of(
                        new Effect.Record(
                                order.at(),
                                "CANCELLED",
                                "was cancelled while it waited: " + order.reason(),
                                null),
                        new Effect.WakeScheduler()));
    }

    static Transition cancel(Live live, CancelOrdered order, RetryPolicy policy) {
        return stop(live, new Stop(StopOrder.CANCEL, order.reason()), order.at());
    }

    static Transition suspend(Live live, SuspendOrdered order, RetryPolicy policy) {
        return stop(live, new Stop(StopOrder.SUSPEND, order.reason()), order.at());
    }

    static Transition drain(Live live, DrainOrdered order, RetryPolicy policy) {
        return stop(
                live,
                new Stop(StopOrder.DRAIN, order.reason()),
                order.at(),
                regroup(live, order.reason()));
    }

    static Transition preempt(Live live, PreemptOrdered order, RetryPolicy policy) {
        return stop(
                live,
                new Stop(StopOrder.PREEMPT, order.reason()),
                order.at(),
                regroup(live, order.reason()));
    }

    static Transition regroup(Live live, RegroupOrdered order, RetryPolicy policy) {
        Live counted =
                live.counting(
                        live.tally()
                                .withRetries(Math.max(live.tally().retries(), order.retries())));
        return stop(
                counted,
                new Stop(StopOrder.REGROUP, order.reason(), order.notBefore()),
                order.at());
    }

    static Transition regroupWaiting(Pending waiting, RegroupOrdered order, RetryPolicy policy) {
        Tally tally =
                waiting.tally().withRetries(Math.max(waiting.tally().retries(), order.retries()));
        @Nullable Instant notBefore = Sentences.later(waiting.notBefore(), order.notBefore());
        Pending regrouped = new Pending(waiting.epoch(), tally, notBefore);
        return regrouped.equals(waiting)
                ? new Transition.NoChange("it waits for its gang already")
                : new Transition.Moved(regrouped, List.of());
    }

    /// Like a back-off, so that whoever orders a retry ends it.
    static Transition quarantineWaiting(
            Pending waiting, QuarantineOrdered order, RetryPolicy policy) {
        @Nullable Instant until = Sentences.later(waiting.notBefore(), order.until());
        return Objects.equals(until, waiting.notBefore())
                ? new Transition.NoChange("it waits for longer already")
                : new Transition.Moved(
                        new Pending(waiting.epoch(), waiting.tally(), until), List.of());
    }

    static Transition retryWaiting(Pending waiting, RetryOrdered order, RetryPolicy policy) {
        if (waiting.notBefore() == null) {
            return new Transition.NoChange("it waits for a node already");
        }
        return new Transition.Moved(
                new Pending(waiting.epoch(), waiting.tally(), null),
                List.of(
                        new Effect.Record(
                                order.at(),
                                "RETRY_ORDERED",
                                "need not wait any longer: " + order.reason(),
                                null),
                        new Effect.WakeScheduler()));
    }

    static Transition retry(Ended ended, RetryOrdered order, RetryPolicy policy) {
        return new Transition.Moved(
                new Pending(ended.epoch(), ended.tally().forgiven(), null),
                List.of(
                        new Effect.Record(
                                order.at(),
                                "RETRY_ORDERED",
                                "is to run again: " + order.reason(),
                                null),
                        new Effect.WakeScheduler()));
    }

    private static Effect regroup(Live live, String reason) {
        return new Effect.RegroupGang(
                "a member must stop: " + reason, live.tally().retries(), null);
    }

    private static Transition stop(Live live, Stop order, Instant at, Effect... more) {
        @Nullable Stop standing = live.stop();
        if (standing != null && !order.order().outweighs(standing.order())) {
            return new Transition.NoChange(
                    "it is told to stop already (%s)".formatted(standing.order()));
        }
        return new Transition.Moved(
                live.stopping(order),
                Stream.concat(
                                Stream.of(
                                        new Effect.Record(
                                                at,
                                                "STOP_ORDERED",
                                                "is told to stop: " + order.reason(),
                                                live.copy()),
                                        new Effect.PushDesired(live.copy().node())),
                                Stream.of(more))
                        .toList());
    }
}
