package dev.meridian.controlplane.placement.claims;

import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.Turn;
import dev.meridian.controlplane.placement.model.Eviction;
import dev.meridian.controlplane.placement.model.PendingReason;
import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.Placed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// What is said to those for whom room is made or kept, and to those from whom.
final class ClaimReasons {

    private ClaimReasons() {}

    static void bar(Draft draft, Turn turn, PendingReason reason) {
        int first = draft.firstSeat(turn.group()) + turn.from();
        for (int i = 0; i < turn.allocations().size(); i++) {
            if (!draft.isPlaced(first + i)) {
                draft.bar(first + i, reason);
            }
        }
    }

    static void fix(Draft draft, Turn turn) {
        int first = draft.firstSeat(turn.group()) + turn.from();
        for (int i = 0; i < turn.allocations().size(); i++) {
            draft.fix(first + i);
        }
    }

    static PendingReason stopping() {
        return new PendingReason(
                PendingToken.WAITING_FOR_PREEMPTION,
                "has its place when what is being stopped there has gone",
                Map.of());
    }

    /// @param forQuota whether its queue held too much to hold it, too
    static PendingReason preempting(int stopped, boolean forQuota) {
        return new PendingReason(
                PendingToken.WAITING_FOR_PREEMPTION,
                (stopped == 1
                                ? "one allocation is stopped for it"
                                : stopped + " allocations are stopped for it")
                        + (forQuota ? ", as its quota is used up" : ""),
                Map.of("stopped", stopped));
    }

    static PendingReason reserved(Claim claim, Instant now) {
        Instant start = start(claim, now);
        return new PendingReason(
                PendingToken.WAITING_FOR_RESERVATION,
                "has room reserved on %s, which is expected to be free at %s"
                        .formatted(nodes(claim), start),
                Map.of("reservedNodes", claim.nodes(), "start", start.toString()));
    }

    /// @param claims for which room is kept
    static PendingReason kept(List<Claim> claims, Instant now) {
        Claim next = claims.stream().min(Comparator.comparingDouble(Claim::seconds)).orElseThrow();
        Instant start = start(next, now);
        String job = next.turn().first().job().toString();
        return new PendingReason(
                PendingToken.WAITING_FOR_RESERVATION,
                "would fit where room is kept for job %s, which starts at about %s; what ends before may start now"
                        .formatted(job, start),
                Map.of("keptFor", job, "start", start.toString()));
    }

    /// @param forQuota whether the turn's queue held too much to hold it, too
    static String told(Eviction.Kind kind, Turn turn, Placed victim, boolean forQuota) {
        String job = turn.first().job().toString();
        return switch (kind) {
            case PREEMPT ->
                    victim.tenure().priority() == turn.first().priority()
                            ? "job %s, which is foretold to be much smaller, takes its place"
                                    .formatted(job)
                            : "job %s of priority %d takes its place%s"
                                    .formatted(
                                            job,
                                            turn.first().priority(),
                                            forQuota ? " and its part of the quota" : "");
            case RECLAIM ->
                    "queue %s wants back what it had lent, for job %s"
                            .formatted(turn.first().queue(), job);
        };
    }

    private static String nodes(Claim claim) {
        return claim.nodes() == 1 ? "one node" : claim.nodes() + " nodes";
    }

    private static Instant start(Claim claim, Instant now) {
        return now.plusSeconds((long) claim.seconds()).truncatedTo(ChronoUnit.SECONDS);
    }
}
