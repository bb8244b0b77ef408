package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.jobs.model.AllocationEvent.Placed;
import dev.meridian.controlplane.jobs.model.AllocationEvent.Promoted;
import dev.meridian.controlplane.jobs.model.AllocationState.Assigned;
import dev.meridian.controlplane.jobs.model.AllocationState.Pending;
import java.util.List;

/// What a plan does to an allocation that waits.
final class Placing {

    private Placing() {}

    static Transition place(Pending waiting, Placed placed, RetryPolicy policy) {
        if (placed.epoch() != waiting.epoch() + 1) {
            return new Transition.Refused(
                    "the plan is stale: it would open epoch %d after %d"
                            .formatted(placed.epoch(), waiting.epoch()));
        }
        Copy copy = new Copy(placed.node(), placed.epoch());
        return new Transition.Moved(
                new Assigned(copy, waiting.tally(), null),
                List.of(
                        new Effect.OpenAttempt(copy, placed.at()),
                        new Effect.GrantLease(copy, placed.at()),
                        new Effect.Record(placed.at(), "PLACED", "was placed", copy),
                        new Effect.PushDesired(copy.node())));
    }

    /// No place is looked for: the one that stood by becomes its own under the next epoch.
    static Transition promote(Pending waiting, Promoted promoted, RetryPolicy policy) {
        if (promoted.epoch() != waiting.epoch() + 1) {
            return new Transition.Refused(
                    "it would open epoch %d after %d".formatted(promoted.epoch(), waiting.epoch()));
        }
        Copy copy = new Copy(promoted.node(), promoted.epoch());
        return new Transition.Moved(
                new Assigned(copy, waiting.tally(), null),
                List.of(
                        new Effect.EndStandby(
                                promoted.standby(),
                                Standby.Outcome.PROMOTED,
                                "its allocation went on there",
                                promoted.at()),
                        new Effect.OpenAttempt(copy, promoted.at()),
                        new Effect.GrantLease(copy, promoted.at()),
                        new Effect.Record(
                                promoted.at(), "PROMOTED", "goes on where it stood by", copy),
                        new Effect.PushDesired(copy.node()),
                        // another place is to stand by for it now
                        new Effect.WakeScheduler()));
    }
}
