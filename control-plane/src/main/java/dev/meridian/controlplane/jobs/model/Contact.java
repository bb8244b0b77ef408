package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.jobs.model.AllocationEvent.ContactLost;
import dev.meridian.controlplane.jobs.model.AllocationEvent.ContactReturned;
import dev.meridian.controlplane.jobs.model.AllocationEvent.LeaseEnded;
import dev.meridian.controlplane.jobs.model.AllocationState.Assigned;
import dev.meridian.controlplane.jobs.model.AllocationState.Live;
import dev.meridian.controlplane.jobs.model.AllocationState.Running;
import dev.meridian.controlplane.jobs.model.AllocationState.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What silence does to a copy, and what the end of silence does.
final class Contact {

    private Contact() {}

    static Transition lost(Live live, ContactLost silence, RetryPolicy policy) {
        return new Transition.Moved(
                new Unknown(live.copy(), live.tally(), live.stop(), live.startedAt()),
                List.of(
                        new Effect.MarkAttempt(
                                live.epoch(), AllocationState.Kind.UNKNOWN, live.startedAt()),
                        new Effect.Record(
                                silence.at(),
                                "CONTACT_LOST",
                                "is out of sight: its node is silent",
                                live.copy())));
    }

    /// Whether it had begun to run is known; whether it was being prepared is not worth
    /// remembering.
    static Transition returned(Unknown unknown, ContactReturned word, RetryPolicy policy) {
        @Nullable Instant startedAt = unknown.startedAt();
        Live next =
                startedAt == null
                        ? new Assigned(unknown.copy(), unknown.tally(), unknown.stop())
                        : new Running(unknown.copy(), unknown.tally(), unknown.stop(), startedAt);
        return new Transition.Moved(
                next,
                List.of(
                        new Effect.MarkAttempt(unknown.epoch(), next.kind(), startedAt),
                        new Effect.Record(
                                word.at(), "CONTACT_RETURNED", "is heard again", unknown.copy()),
                        new Effect.PushDesired(unknown.copy().node())));
    }

    static Transition leaseEnded(Live live, LeaseEnded over, RetryPolicy policy) {
        return gone(
                live,
                new Ending(AttemptEnd.LOST, RetryPolicy.NODE_LOST, over.reason(), null, over.at()),
                "was lost: " + over.reason(),
                policy);
    }

    /// Infrastructure took the copy away: no retry is spent, a gang begins again as one.
    static Transition gone(Live live, Ending ending, String sentence, RetryPolicy policy) {
        @Nullable Stop stop = live.stop();
        if (stop != null && stop.order() == StopOrder.CANCEL) {
            return ending.cancelled(live, stop);
        }
        @Nullable Instant startedAt = live.startedAt();
        Duration ran = startedAt == null ? Duration.ZERO : Duration.between(startedAt, ending.at());
        var again = policy.afterLoss(live.tally(), ending.reason(), ran, live.copy().node());
        @Nullable Instant notBefore =
                Sentences.later(
                        stop == null ? null : stop.notBefore(),
                        again.pause().isZero() ? null : ending.at().plus(again.pause()));
        return ending.back(
                live,
                again.tally(),
                notBefore,
                ending.end() == AttemptEnd.FAILED ? "RETRIED" : ending.end().name(),
                sentence
                        + (again.pause().isZero()
                                ? ""
                                : "; it waits %s, to make no storm"
                                        .formatted(Sentences.spoken(again.pause()))),
                new Effect.RegroupGang(
                        "a member lost its node", live.tally().retries(), notBefore));
    }
}
