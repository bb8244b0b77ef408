package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.jobs.model.AllocationEvent.ContactLost;
import dev.meridian.controlplane.jobs.model.AllocationEvent.ContactReturned;
import dev.meridian.controlplane.jobs.model.AllocationEvent.FailedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.FencedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.LeaseEnded;
import dev.meridian.controlplane.jobs.model.AllocationEvent.OfCopy;
import dev.meridian.controlplane.jobs.model.AllocationEvent.Restarted;
import dev.meridian.controlplane.jobs.model.AllocationEvent.StartedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.StartingReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.StoppedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.SucceededReported;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What becomes of a copy that its allocation has left behind: whatever is said of it closes its
/// own attempt, and never moves the allocation, but for a success.
public final class Departures {

    private Departures() {}

    /// @return empty where it is told already
    public static List<Effect> stop(Departing one, Stop order, Instant at) {
        @Nullable Stop standing = one.stop();
        if (standing != null && !order.order().outweighs(standing.order())) {
            return List.of();
        }
        return List.of(
                new Effect.StopDeparting(one.copy().epoch(), order),
                new Effect.Record(
                        at,
                        "STOP_ORDERED",
                        "is told to stop where it was: " + order.reason(),
                        one.copy()),
                new Effect.PushDesired(one.copy().node()));
    }

    /// @param wanted the allocation goes on, so that a success would count; one that comes after
    ///   the end of the allocation is filed as the stop that it was to obey
    /// @return empty where it says nothing new
    public static List<Effect> on(Departing one, OfCopy event, boolean wanted) {
        return switch (event) {
            case StartingReported _,
                    StartedReported _,
                    Restarted _,
                    ContactLost _,
                    ContactReturned _ ->
                    List.of();
            case SucceededReported said ->
                    wanted
                            ? ended(one, AttemptEnd.SUCCEEDED, "", "", said.exitCode(), said.at())
                            : stopped(one, said.exitCode(), said.at());
            case FailedReported said ->
                    ended(
                            one,
                            AttemptEnd.FAILED,
                            said.reason(),
                            said.detail(),
                            said.exitCode(),
                            said.at());
            case StoppedReported said -> stopped(one, said.exitCode(), said.at());
            case FencedReported said ->
                    ended(
                            one,
                            AttemptEnd.FENCED,
                            "LEASE_EXPIRED",
                            "the agent ended it itself",
                            null,
                            said.at());
            case LeaseEnded over ->
                    ended(
                            one,
                            AttemptEnd.LOST,
                            RetryPolicy.NODE_LOST,
                            over.reason(),
                            null,
                            over.at());
        };
    }

    private static List<Effect> stopped(Departing one, @Nullable Integer exitCode, Instant at) {
        @Nullable Stop stop = one.stop();
        if (stop == null) {
            return ended(one, AttemptEnd.PREEMPTED, "STOPPED", "", exitCode, at);
        }
        AttemptEnd end =
                stop.order() == StopOrder.CANCEL ? AttemptEnd.CANCELLED : AttemptEnd.PREEMPTED;
        return ended(one, end, stop.order().reason(), stop.reason(), exitCode, at);
    }

    private static List<Effect> ended(
            Departing one,
            AttemptEnd end,
            String reason,
            String detail,
            @Nullable Integer exitCode,
            Instant at) {
        Copy copy = one.copy();
        return List.of(
                new Effect.CloseAttempt(copy.epoch(), end, reason, detail, exitCode, at),
                new Effect.ReleaseLease(copy.epoch()),
                new Effect.Record(at, "DEPARTED", "has ended where it was: " + end, copy),
                new Effect.PushDesired(copy.node()),
                new Effect.WakeScheduler());
    }
}
