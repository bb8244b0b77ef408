package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.jobs.model.AllocationEvent.Relocated;
import dev.meridian.controlplane.jobs.model.AllocationEvent.SucceededBefore;
import dev.meridian.controlplane.jobs.model.AllocationState.Assigned;
import dev.meridian.controlplane.jobs.model.AllocationState.Live;
import dev.meridian.controlplane.jobs.model.AllocationState.Pending;
import dev.meridian.controlplane.jobs.model.AllocationState.Succeeded;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an allocation goes from one node to another without waiting between them: its next place is
/// its own before the copy that it has is touched.
final class Moving {

    private Moving() {}

    /// An order that stands, stands for both copies.
    static Transition relocate(Live live, Relocated move, RetryPolicy policy) {
        if (move.epoch() != live.epoch() + 1) {
            return new Transition.Refused(
                    "the plan is stale: it would open epoch %d after %d"
                            .formatted(move.epoch(), live.epoch()));
        }
        Copy next = new Copy(move.node(), move.epoch());
        List<Effect> effects = new ArrayList<>();
        effects.add(new Effect.DepartAttempt(live.copy(), move.overlap(), move.at()));
        @Nullable Stop standing = live.stop();
        if (standing != null) {
            effects.add(new Effect.StopDeparting(live.epoch(), standing));
        } else if (!move.overlap()) {
            effects.add(
                    new Effect.StopDeparting(live.epoch(), new Stop(move.order(), move.reason())));
        }
        effects.addAll(
                List.of(
                        new Effect.OpenAttempt(next, move.at()),
                        new Effect.GrantLease(next, move.at()),
                        new Effect.Record(move.at(), "MOVING", "is moved: " + move.reason(), next),
                        new Effect.PushDesired(live.copy().node()),
                        new Effect.PushDesired(next.node())));
        return new Transition.Moved(new Assigned(next, live.tally(), standing), effects);
    }

    static Transition succeededBefore(Live live, SucceededBefore word, RetryPolicy policy) {
        return new Ending(
                        AttemptEnd.PREEMPTED,
                        "NOT_NEEDED",
                        "the copy before it had succeeded",
                        null,
                        word.at())
                .to(
                        new Succeeded(live.epoch(), live.tally(), word.exitCode(), word.at()),
                        live,
                        "SUCCEEDED",
                        "succeeded before it was moved");
    }

    static Transition succeededBefore(Pending waiting, SucceededBefore word, RetryPolicy policy) {
        return new Transition.Moved(
                new Succeeded(waiting.epoch(), waiting.tally(), word.exitCode(), word.at()),
                List.of(
                        new Effect.Record(
                                word.at(), "SUCCEEDED", "succeeded before it was moved", null),
                        new Effect.WakeScheduler()));
    }
}
