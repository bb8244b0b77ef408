package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.jobs.model.AllocationEvent.Placed;
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
}
