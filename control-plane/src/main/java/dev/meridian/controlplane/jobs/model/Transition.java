package dev.meridian.controlplane.jobs.model;

import java.util.List;

/// The verdict of [AllocationLifecycle] on one event.
public sealed interface Transition {

    /// @param effects to be applied in the transaction that stores the state
    record Moved(AllocationState state, List<Effect> effects) implements Transition {
        public Moved {
            effects = List.copyOf(effects);
        }
    }

    /// Nothing to do: a duplicate, or news that has been overtaken.
    record NoChange(String why) implements Transition {}

    /// It cannot be. Where the event is a report of an agent, the copy that it speaks of must not
    /// run: kill it.
    record Refused(String why) implements Transition {}
}
