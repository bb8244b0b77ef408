package dev.meridian.controlplane.placement.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Why a job waits and why its allocations are where they are, in the shape of the API.
///
/// @param state of the job
/// @param reason the leading one; null: nothing waits
/// @param placement the newest attempt of each allocation that had one
/// @param standbys the places that stand by for its allocations, and why there is none
/// @param queue null: nothing waits
/// @param expectedStart null: nothing waits, or nothing known allows to say
public record Explanation(
        String state,
        @Nullable Reason reason,
        List<Reason> otherReasons,
        List<Refusal> vetoes,
        List<Where> placement,
        List<Beside> standbys,
        @Nullable QueuePosition queue,
        @Nullable StartRange expectedStart,
        List<WouldFit> wouldFitIf) {

    public Explanation {
        otherReasons = List.copyOf(otherReasons);
        vetoes = List.copyOf(vetoes);
        placement = List.copyOf(placement);
        standbys = List.copyOf(standbys);
        wouldFitIf = List.copyOf(wouldFitIf);
    }

    /// The same with another expectation.
    public Explanation starting(@Nullable StartRange range) {
        return new Explanation(
                state, reason, otherReasons, vetoes, placement, standbys, queue, range, wouldFitIf);
    }

    /// The same with what stands by.
    public Explanation beside(List<Beside> places) {
        return new Explanation(
                state,
                reason,
                otherReasons,
                vetoes,
                placement,
                places,
                queue,
                expectedStart,
                wouldFitIf);
    }

    /// @param token one of the pending reasons
    public record Reason(String token, String sentence, Map<String, Object> numbers) {

        public static Reason of(PendingReason reason) {
            return new Reason(reason.token().text(), reason.sentence(), reason.numbers());
        }
    }

    /// @param nodes how many refuse for this
    public record Refusal(String token, int nodes, String sentence, boolean waitingHelps) {

        public static Refusal of(CountedVeto one) {
            return new Refusal(
                    one.veto().token().text(),
                    one.nodes(),
                    one.veto().sentence(),
                    one.veto().waitingHelps());
        }
    }

    /// @param node its name
    /// @param score points over all soft goals; less is better
    /// @param runnerUp null: no other node could have taken it
    /// @param bids of regions, the least first; empty where no two bid
    public record Where(
            String allocation,
            String node,
            String region,
            double score,
            List<GoalScore> goals,
            @Nullable Next runnerUp,
            List<Bid> bids) {

        public Where {
            goals = List.copyOf(goals);
            bids = List.copyOf(bids);
        }
    }

    /// A place beside an allocation's own, or why there is none.
    ///
    /// @param node its name; null: none was found
    /// @param since when the place was taken, or for how long none has been found for this reason
    /// @param preparedAt by its agent's word; null: not yet
    /// @param problem why it cannot be prepared; null: it can
    /// @param reason why there is none; null where there is one
    public record Beside(
            String allocation,
            @Nullable String node,
            @Nullable String region,
            Instant since,
            @Nullable Instant preparedAt,
            @Nullable String problem,
            @Nullable Reason reason) {}

    /// @param node its name
    public record Next(String node, double score) {}
}
