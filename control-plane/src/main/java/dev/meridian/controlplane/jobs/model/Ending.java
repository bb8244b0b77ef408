package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.jobs.model.AllocationState.Live;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The end of one placement, whatever comes next: the attempt is closed, the lease released, the
/// node told.
///
/// @param reason a token, such as OOM or NODE_LOST
/// @param detail a sentence for people, may be empty
record Ending(
        AttemptEnd end, String reason, String detail, @Nullable Integer exitCode, Instant at) {

    Transition to(AllocationState next, Live live, String kind, String sentence, Effect... more) {
        Copy copy = live.copy();
        return new Transition.Moved(
                next,
                Stream.concat(
                                Stream.of(
                                        new Effect.CloseAttempt(
                                                copy.epoch(), end, reason, detail, exitCode, at),
                                        new Effect.ReleaseLease(copy.epoch()),
                                        new Effect.Record(at, kind, sentence, copy),
                                        new Effect.PushDesired(copy.node()),
                                        new Effect.WakeScheduler()),
                                Stream.of(more))
                        .toList());
    }

    /// The end of a copy that was told to stop for good.
    Transition cancelled(Live live, Stop stop) {
        return to(
                new AllocationState.Cancelled(
                        live.epoch(), live.tally(), stop.reason(), exitCode, at),
                live,
                "CANCELLED",
                "was cancelled: " + stop.reason());
    }

    /// The allocation waits for its next placement.
    Transition back(
            Live live,
            Tally tally,
            @Nullable Instant notBefore,
            String kind,
            String sentence,
            Effect... more) {
        return to(
                new AllocationState.Pending(live.epoch(), tally, notBefore),
                live,
                kind,
                sentence,
                more);
    }
}
