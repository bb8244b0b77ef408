package dev.meridian.controlplane.jobs.model;

import static dev.meridian.controlplane.jobs.model.AllocationState.Kind.ASSIGNED;
import static dev.meridian.controlplane.jobs.model.AllocationState.Kind.CANCELLED;
import static dev.meridian.controlplane.jobs.model.AllocationState.Kind.FAILED;
import static dev.meridian.controlplane.jobs.model.AllocationState.Kind.PENDING;
import static dev.meridian.controlplane.jobs.model.AllocationState.Kind.RUNNING;
import static dev.meridian.controlplane.jobs.model.AllocationState.Kind.STARTING;
import static dev.meridian.controlplane.jobs.model.AllocationState.Kind.SUCCEEDED;
import static dev.meridian.controlplane.jobs.model.AllocationState.Kind.UNKNOWN;

import dev.meridian.controlplane.jobs.model.AllocationEvent.CancelOrdered;
import dev.meridian.controlplane.jobs.model.AllocationEvent.ContactLost;
import dev.meridian.controlplane.jobs.model.AllocationEvent.ContactReturned;
import dev.meridian.controlplane.jobs.model.AllocationEvent.DrainOrdered;
import dev.meridian.controlplane.jobs.model.AllocationEvent.FailedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.FencedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.LeaseEnded;
import dev.meridian.controlplane.jobs.model.AllocationEvent.OfCopy;
import dev.meridian.controlplane.jobs.model.AllocationEvent.Placed;
import dev.meridian.controlplane.jobs.model.AllocationEvent.PreemptOrdered;
import dev.meridian.controlplane.jobs.model.AllocationEvent.Promoted;
import dev.meridian.controlplane.jobs.model.AllocationEvent.QuarantineOrdered;
import dev.meridian.controlplane.jobs.model.AllocationEvent.RegroupOrdered;
import dev.meridian.controlplane.jobs.model.AllocationEvent.Relocated;
import dev.meridian.controlplane.jobs.model.AllocationEvent.Restarted;
import dev.meridian.controlplane.jobs.model.AllocationEvent.RetryOrdered;
import dev.meridian.controlplane.jobs.model.AllocationEvent.StartedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.StartingReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.StoppedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.SucceededBefore;
import dev.meridian.controlplane.jobs.model.AllocationEvent.SucceededReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.SuspendOrdered;
import dev.meridian.controlplane.jobs.model.AllocationState.Assigned;
import dev.meridian.controlplane.jobs.model.AllocationState.Cancelled;
import dev.meridian.controlplane.jobs.model.AllocationState.Ended;
import dev.meridian.controlplane.jobs.model.AllocationState.Failed;
import dev.meridian.controlplane.jobs.model.AllocationState.Live;
import dev.meridian.controlplane.jobs.model.AllocationState.Pending;
import dev.meridian.controlplane.jobs.model.AllocationState.Running;
import dev.meridian.controlplane.jobs.model.AllocationState.Starting;
import dev.meridian.controlplane.jobs.model.AllocationState.Succeeded;
import dev.meridian.controlplane.jobs.model.AllocationState.Unknown;

/// Every state of an allocation against every event, as a table. It performs nothing: it names what
/// follows.
///
/// The chart in docs/reference/allocation-states.md is drawn from this table.
public final class AllocationLifecycle {

    private static final String OVERTAKEN = "news of a copy that has moved on since";
    private static final String GIVEN_UP =
            "that copy was given up, and must not run beside the next one";
    private static final String FIRST_WORD = "the agent's first word on how this copy ended stands";
    private static final String NO_COPY = "no copy of it is placed";

    static final LifecycleTable TABLE =
            new LifecycleTable()
                    .on(Placed.class, "placed")
                    .moves(Pending.class, Placing::place, ASSIGNED)
                    .impossible(Live.class, "it is placed already")
                    .impossible(Ended.class, "what has ended is not placed again")
                    .on(Promoted.class, "standby promoted")
                    .moves(Pending.class, Placing::promote, ASSIGNED)
                    .impossible(Live.class, "it has its place")
                    .impossible(Ended.class, "what has ended is not placed again")
                    .on(Relocated.class, "moved")
                    .impossible(Pending.class, NO_COPY)
                    .notes(Assigned.class, Moving::relocate)
                    .moves(Starting.class, Moving::relocate, ASSIGNED)
                    .moves(Running.class, Moving::relocate, ASSIGNED)
                    .impossible(Unknown.class, "its node is silent: its lease decides")
                    .impossible(Ended.class, "what has ended is not placed again")
                    .on(SucceededBefore.class, "succeeded where it was")
                    // a success is never run again
                    .moves(Pending.class, Moving::succeededBefore, SUCCEEDED)
                    .moves(Live.class, Moving::succeededBefore, SUCCEEDED)
                    .stays(Ended.class, FIRST_WORD)
                    .on(StartingReported.class, "agent prepares it")
                    .impossible(Pending.class, GIVEN_UP)
                    .moves(Assigned.class, Reports::starting, STARTING)
                    .stays(Starting.class, "a duplicate")
                    .stays(Running.class, OVERTAKEN)
                    .moves(Unknown.class, Reports::starting, STARTING)
                    .stays(Succeeded.class, OVERTAKEN)
                    .stays(Failed.class, OVERTAKEN)
                    .impossible(Cancelled.class, GIVEN_UP)
                    .on(StartedReported.class, "started")
                    .impossible(Pending.class, GIVEN_UP)
                    .moves(Assigned.class, Reports::started, RUNNING)
                    .moves(Starting.class, Reports::started, RUNNING)
                    .stays(Running.class, "a duplicate")
                    .moves(Unknown.class, Reports::started, RUNNING)
                    .stays(Succeeded.class, OVERTAKEN)
                    .stays(Failed.class, OVERTAKEN)
                    .impossible(Cancelled.class, GIVEN_UP)
                    .on(Restarted.class, "restarted by its agent")
                    .stays(Pending.class, "that copy was given up already")
                    .notes(Live.class, Reports::restarted)
                    .stays(Ended.class, OVERTAKEN)
                    .on(SucceededReported.class, "succeeded")
                    // it had finished before it was given up, and no newer copy exists: a success
                    // is never run again
                    .moves(Pending.class, Reports::succeededUnseen, SUCCEEDED)
                    .moves(Live.class, Reports::succeeded, SUCCEEDED)
                    .stays(Succeeded.class, "a duplicate")
                    .stays(Failed.class, FIRST_WORD)
                    .stays(Cancelled.class, "it was cancelled before its success was heard of")
                    .on(FailedReported.class, "failed")
                    .stays(Pending.class, "that copy was given up already")
                    .moves(Live.class, Reports::failed, PENDING, FAILED, CANCELLED)
                    .stays(Succeeded.class, FIRST_WORD)
                    .stays(Failed.class, "a duplicate")
                    .stays(Cancelled.class, "that copy was given up already")
                    .on(StoppedReported.class, "stopped as ordered")
                    .stays(Pending.class, "that copy was given up already")
                    .moves(Live.class, Reports::stopped, PENDING, CANCELLED)
                    .stays(Ended.class, FIRST_WORD)
                    .on(FencedReported.class, "fenced itself")
                    .stays(Pending.class, "that copy was given up already")
                    .moves(Live.class, Reports::fenced, PENDING, CANCELLED)
                    .stays(Ended.class, FIRST_WORD)
                    .on(ContactLost.class, "node silent")
                    .stays(Pending.class, NO_COPY)
                    .moves(Assigned.class, Contact::lost, UNKNOWN)
                    .moves(Starting.class, Contact::lost, UNKNOWN)
                    .moves(Running.class, Contact::lost, UNKNOWN)
                    .stays(Unknown.class, "a duplicate")
                    .stays(Ended.class, NO_COPY)
                    .on(ContactReturned.class, "node heard again")
                    .stays(Pending.class, NO_COPY)
                    .stays(Assigned.class, "it was not missed")
                    .stays(Starting.class, "it was not missed")
                    .stays(Running.class, "it was not missed")
                    .moves(Unknown.class, Contact::returned, ASSIGNED, RUNNING)
                    .stays(Ended.class, NO_COPY)
                    .on(LeaseEnded.class, "lease over")
                    .stays(Pending.class, NO_COPY)
                    .moves(Live.class, Contact::leaseEnded, PENDING, CANCELLED)
                    .stays(Ended.class, NO_COPY)
                    .on(CancelOrdered.class, "cancel")
                    .moves(Pending.class, Orders::cancelWaiting, CANCELLED)
                    .notes(Live.class, Orders::cancel)
                    .stays(Ended.class, "it has ended")
                    .on(SuspendOrdered.class, "suspend")
                    .stays(Pending.class, "it waits anyway; the job's suspension keeps it waiting")
                    .notes(Live.class, Orders::suspend)
                    .stays(Ended.class, "it has ended")
                    .on(DrainOrdered.class, "drain")
                    .stays(Pending.class, NO_COPY)
                    .notes(Live.class, Orders::drain)
                    .stays(Ended.class, NO_COPY)
                    .on(PreemptOrdered.class, "preempt")
                    .stays(Pending.class, NO_COPY)
                    .notes(Live.class, Orders::preempt)
                    .stays(Ended.class, NO_COPY)
                    .on(RegroupOrdered.class, "gang begins again")
                    .notes(Pending.class, Orders::regroupWaiting)
                    .notes(Live.class, Orders::regroup)
                    .stays(Ended.class, "it has ended; a success is never run again")
                    .on(QuarantineOrdered.class, "quarantined")
                    .notes(Pending.class, Orders::quarantineWaiting)
                    .stays(Live.class, "it has its place")
                    .stays(Ended.class, "it has ended")
                    .on(RetryOrdered.class, "retry")
                    .notes(Pending.class, Orders::retryWaiting)
                    .stays(Live.class, "it is on its way")
                    .impossible(Succeeded.class, "a success is never run again")
                    .moves(Failed.class, Orders::retry, PENDING)
                    .moves(Cancelled.class, Orders::retry, PENDING)
                    .whole();

    private AllocationLifecycle() {}

    /// Pure: the same arguments give the same verdict.
    public static Transition on(AllocationState state, AllocationEvent event, RetryPolicy policy) {
        if (event instanceof OfCopy report && report.epoch() != state.epoch()) {
            return new Transition.Refused(
                    report.epoch() < state.epoch()
                            ? "epoch %d is over, the allocation is at %d: kill that copy"
                                    .formatted(report.epoch(), state.epoch())
                            : "epoch %d was never granted, the allocation is at %d: kill that copy"
                                    .formatted(report.epoch(), state.epoch()));
        }
        return TABLE.step(state, event, policy);
    }
}
