package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What follows from a move. The lifecycle only names it; one class applies all of them, in one
/// order.
public sealed interface Effect {

    record OpenAttempt(Copy copy, Instant at) implements Effect {}

    /// The copy lives on where it is while the allocation is placed anew.
    ///
    /// @param overlap it may live beside the next one; if not, the next one begins after its end
    record DepartAttempt(Copy copy, boolean overlap, Instant at) implements Effect {}

    /// A departing copy is told to stop.
    record StopDeparting(int epoch, Stop stop) implements Effect {}

    record MarkAttempt(int epoch, AllocationState.Kind state, @Nullable Instant startedAt)
            implements Effect {}

    /// @param reason a token, such as OOM or NODE_LOST
    /// @param detail a sentence for people, may be empty
    record CloseAttempt(
            int epoch,
            AttemptEnd end,
            String reason,
            String detail,
            @Nullable Integer exitCode,
            Instant at)
            implements Effect {}

    record GrantLease(Copy copy, Instant at) implements Effect {}

    record ReleaseLease(int epoch) implements Effect {}

    /// A place in another region is held for it from now on.
    record HoldStandby(NewStandby place, Instant at) implements Effect {}

    /// A place that stood by does so no longer.
    ///
    /// @param reason a sentence for people
    record EndStandby(StandbyId standby, Standby.Outcome outcome, String reason, Instant at)
            implements Effect {}

    /// The rest of its gang must begin again with it; nothing where it is of no gang.
    record RegroupGang(String reason, int retries, @Nullable Instant notBefore) implements Effect {}

    /// A line of the job's history.
    ///
    /// @param sentence what happened to it, as the rest of a sentence that begins with its name
    /// @param copy which placement; null where it had none
    record Record(Instant at, String kind, String sentence, @Nullable Copy copy)
            implements Effect {}

    /// The node's desired state has changed.
    record PushDesired(NodeId node) implements Effect {}

    /// Something may now be placed that could not be before.
    record WakeScheduler() implements Effect {}
}
