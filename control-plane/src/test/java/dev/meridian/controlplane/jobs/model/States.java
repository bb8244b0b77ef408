package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationState.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Every state in every variant, and every event in every variant, for tests that try them all.
final class States {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final int EPOCH = 3;
    static final NodeId NODE = new NodeId(new UUID(0, 1));
    static final Tally TALLY = new Tally(1, 1, 1, null);

    private States() {}

    static List<AllocationState> all() {
        List<AllocationState> states = new ArrayList<>();
        states.add(new AllocationState.Pending(EPOCH, TALLY, null));
        states.add(new AllocationState.Pending(EPOCH, TALLY, NOW.plusSeconds(60)));
        Copy copy = new Copy(NODE, EPOCH);
        List<@Nullable Stop> stops =
                new ArrayList<>(
                        Arrays.stream(StopOrder.values())
                                .map(order -> new Stop(order, "because"))
                                .toList());
        stops.add(null);
        for (@Nullable Stop stop : stops) {
            states.add(new AllocationState.Assigned(copy, TALLY, stop));
            states.add(new AllocationState.Starting(copy, TALLY, stop));
            states.add(new AllocationState.Running(copy, TALLY, stop, NOW.minusSeconds(30)));
            states.add(new AllocationState.Unknown(copy, TALLY, stop, null));
            states.add(new AllocationState.Unknown(copy, TALLY, stop, NOW.minusSeconds(30)));
        }
        states.add(new AllocationState.Succeeded(EPOCH, TALLY, 0, NOW));
        states.add(new AllocationState.Failed(EPOCH, TALLY, "OOM", 137, NOW));
        states.add(new AllocationState.Cancelled(EPOCH, TALLY, "enough", null, NOW));
        return states;
    }

    /// @param epoch that those about a copy speak of
    static List<AllocationEvent> events(int epoch) {
        return List.of(
                new AllocationEvent.Placed(NODE, epoch + 1, NOW),
                new AllocationEvent.Promoted(new StandbyId(new UUID(0, 7)), NODE, epoch + 1, NOW),
                new AllocationEvent.Relocated(
                        NODE, epoch + 1, true, StopOrder.DRAIN, "repair", NOW),
                new AllocationEvent.Relocated(
                        NODE, epoch + 1, false, StopOrder.DRAIN, "repair", NOW),
                new AllocationEvent.SucceededBefore(0, NOW),
                new AllocationEvent.StartingReported(epoch, NOW),
                new AllocationEvent.StartedReported(epoch, NOW),
                new AllocationEvent.SucceededReported(epoch, 0, NOW),
                new AllocationEvent.FailedReported(epoch, "EXIT_CODE", 1, "", NOW),
                new AllocationEvent.FailedReported(
                        epoch, "START_FAILED", null, "no such program", NOW),
                new AllocationEvent.StoppedReported(epoch, 143, NOW),
                new AllocationEvent.FencedReported(epoch, NOW),
                new AllocationEvent.Restarted(epoch, 900, "ended with exit code 3", NOW),
                new AllocationEvent.ContactLost(epoch, NOW),
                new AllocationEvent.ContactReturned(epoch, NOW),
                new AllocationEvent.LeaseEnded(epoch, "silence", NOW),
                new AllocationEvent.CancelOrdered("enough", NOW),
                new AllocationEvent.SuspendOrdered("later", NOW),
                new AllocationEvent.DrainOrdered("repair", NOW),
                new AllocationEvent.PreemptOrdered("more important", NOW),
                new AllocationEvent.RegroupOrdered("a member failed", 2, NOW.plusSeconds(90), NOW),
                new AllocationEvent.RegroupOrdered("a member was lost", 0, null, NOW),
                new AllocationEvent.QuarantineOrdered(NOW.plusSeconds(3600), NOW),
                new AllocationEvent.RetryOrdered("once more", NOW));
    }

    static Stream<RetryPolicy> policies() {
        return Stream.of(
                RetryPolicy.NEVER,
                new RetryPolicy(
                        5,
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(10),
                        List.of(
                                new RetryPolicy.Cure("EXIT_CODE", 1.5, false),
                                new RetryPolicy.Cure(RetryPolicy.NODE_LOST, 1, true))));
    }

    static Class<? extends AllocationState> type(Kind kind) {
        return switch (kind) {
            case PENDING -> AllocationState.Pending.class;
            case ASSIGNED -> AllocationState.Assigned.class;
            case STARTING -> AllocationState.Starting.class;
            case RUNNING -> AllocationState.Running.class;
            case UNKNOWN -> AllocationState.Unknown.class;
            case SUCCEEDED -> AllocationState.Succeeded.class;
            case FAILED -> AllocationState.Failed.class;
            case CANCELLED -> AllocationState.Cancelled.class;
        };
    }
}
