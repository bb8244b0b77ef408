package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that was reported, found out, or ordered about one allocation.
public sealed interface AllocationEvent {

    /// On the control plane's clock: a host's clock may be wrong.
    Instant at();

    /// A plan puts it on a node.
    ///
    /// @param epoch one more than the allocation's
    record Placed(NodeId node, int epoch, Instant at) implements AllocationEvent {}

    /// It goes on in a place that stood by for it.
    ///
    /// @param epoch one more than the allocation's
    record Promoted(StandbyId standby, NodeId node, int epoch, Instant at)
            implements AllocationEvent {}

    /// A plan puts a live one on another node, and the copy that it has departs.
    ///
    /// @param epoch one more than the allocation's
    /// @param overlap the copy may live beside the next one
    /// @param reason a sentence for people
    record Relocated(
            NodeId node, int epoch, boolean overlap, StopOrder order, String reason, Instant at)
            implements AllocationEvent {}

    /// The copy that it left behind turns out to have succeeded.
    record SucceededBefore(int exitCode, Instant at) implements AllocationEvent {}

    /// About one copy; applied only where its epoch is the allocation's, which is what fences old
    /// copies.
    sealed interface OfCopy extends AllocationEvent {
        int epoch();
    }

    /// What an agent said of a copy that it holds.
    sealed interface Report extends OfCopy {}

    record StartingReported(int epoch, Instant at) implements Report {}

    record StartedReported(int epoch, Instant at) implements Report {}

    record SucceededReported(int epoch, int exitCode, Instant at) implements Report {}

    /// @param reason OOM, TIMEOUT, EXIT_CODE, START_FAILED, DISK_FULL …
    /// @param exitCode null where there was no process to have one
    /// @param detail a sentence for people, may be empty
    record FailedReported(
            int epoch, String reason, @Nullable Integer exitCode, String detail, Instant at)
            implements Report {}

    /// Ended because the desired state said so.
    record StoppedReported(int epoch, @Nullable Integer exitCode, Instant at) implements Report {}

    /// Ended by the agent itself when the lease lapsed.
    record FencedReported(int epoch, Instant at) implements Report {}

    /// Its agent began it again on its node while no control plane could be asked.
    ///
    /// @param retries spent in all with this one
    /// @param how what it was before ended, a sentence for people
    record Restarted(int epoch, int retries, String how, Instant at) implements OfCopy {}

    /// The node is silent.
    record ContactLost(int epoch, Instant at) implements OfCopy {}

    record ContactReturned(int epoch, Instant at) implements OfCopy {}

    /// The right to run is over and another copy may be placed: the lease and its margins have
    /// passed, the death of the copy is known, or the job's policy accepts an overlap.
    ///
    /// @param reason a sentence for people
    record LeaseEnded(int epoch, String reason, Instant at) implements OfCopy {}

    /// A person, or the end of the job, ends it for good.
    record CancelOrdered(String reason, Instant at) implements AllocationEvent {}

    record SuspendOrdered(String reason, Instant at) implements AllocationEvent {}

    record DrainOrdered(String reason, Instant at) implements AllocationEvent {}

    record PreemptOrdered(String reason, Instant at) implements AllocationEvent {}

    /// Another member of its gang has to begin again, so all do.
    ///
    /// @param retries that the gang has spent
    /// @param notBefore end of the gang's back-off; null: at once
    record RegroupOrdered(String reason, int retries, @Nullable Instant notBefore, Instant at)
            implements AllocationEvent {}

    /// The planner cannot bear its job: it is kept out of plans.
    ///
    /// @param until when it is tried again
    record QuarantineOrdered(Instant until, Instant at) implements AllocationEvent {}

    /// A person wants another run of what failed or was cancelled.
    record RetryOrdered(String reason, Instant at) implements AllocationEvent {}
}
