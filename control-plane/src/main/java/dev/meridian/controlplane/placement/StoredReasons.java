package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.jobs.model.view.AllocationView;
import dev.meridian.controlplane.jobs.model.view.AttemptView;
import dev.meridian.controlplane.jobs.model.view.ReasonView;
import dev.meridian.controlplane.placement.model.Bid;
import dev.meridian.controlplane.placement.model.Explanation;
import dev.meridian.controlplane.placement.model.GoalScore;
import dev.meridian.controlplane.placement.model.QueuePosition;
import dev.meridian.controlplane.placement.model.StartRange;
import dev.meridian.controlplane.placement.model.WouldFit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Reads back what plans wrote down with attempts and pending reasons. What an older version left
/// out is empty.
final class StoredReasons {
    private final JsonMapper mapper =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    record Pending(
            List<Explanation.Reason> otherReasons,
            List<Explanation.Refusal> vetoes,
            List<WouldFit> wouldFitIf,
            @Nullable QueuePosition queue,
            @Nullable StartRange expectedStart) {

        Pending {
            otherReasons = orEmpty(otherReasons);
            vetoes = orEmpty(vetoes);
            wouldFitIf = orEmpty(wouldFitIf);
        }
    }

    private record Named(String node, @Nullable String name, double score) {}

    private record Why(
            double score, List<GoalScore> goals, @Nullable Named runnerUp, List<Bid> bids) {

        Why {
            goals = orEmpty(goals);
            bids = orEmpty(bids);
        }
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    Pending pending(ReasonView reason) {
        return mapper.convertValue(reason.explanation(), Pending.class);
    }

    /// The places that stand by for an allocation, and why there is no other.
    List<Explanation.Beside> standbys(AllocationView allocation) {
        String id = allocation.id().toString();
        Stream<Explanation.Beside> held =
                allocation.standbys().stream()
                        .map(place ->
                                new Explanation.Beside(
                                        id,
                                        place.nodeName(),
                                        place.region(),
                                        place.since(),
                                        place.preparedAt(),
                                        place.problem(),
                                        null));
        ReasonView why = allocation.placeless();
        Stream<Explanation.Beside> lacking =
                why == null ? Stream.empty() : Stream.of(lacking(id, why));
        return Stream.concat(held, lacking).toList();
    }

    private static Explanation.Beside lacking(String allocation, ReasonView why) {
        return new Explanation.Beside(
                allocation,
                null,
                null,
                why.since(),
                null,
                null,
                new Explanation.Reason(why.token(), why.sentence(), why.numbers()));
    }

    /// Of the newest attempt; empty when it never had one.
    Optional<Explanation.Where> where(AllocationView allocation) {
        if (allocation.attempts().isEmpty()) {
            return Optional.empty();
        }
        AttemptView newest = allocation.attempts().getLast();
        Why why = mapper.convertValue(newest.placement(), Why.class);
        Named next = why.runnerUp();
        return Optional.of(
                new Explanation.Where(
                        allocation.id().toString(),
                        newest.nodeName(),
                        newest.region(),
                        why.score(),
                        why.goals(),
                        next == null
                                ? null
                                : new Explanation.Next(
                                        next.name() == null ? next.node() : next.name(),
                                        next.score()),
                        why.bids()));
    }
}
