package dev.meridian.controlplane.rest.plans;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.meridian.controlplane.placement.model.Award;
import dev.meridian.controlplane.placement.model.Bid;
import dev.meridian.controlplane.placement.model.PlanFigures;
import dev.meridian.controlplane.placement.model.PlanRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a plan came about.
///
/// @param placed allocations, committed
/// @param stale refused when committed, as something had changed meanwhile
/// @param waiting allocations that it gave no place
/// @param awards the first of them, transfers before others; absent in lists
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanAnswer(
        UUID id,
        Instant at,
        int placed,
        int stale,
        int waiting,
        FastPath fastPath,
        Solver solver,
        double explanationSeconds,
        Bidding bidding,
        @Nullable List<AwardAnswer> awards) {
    private static final double NANOS = 1e9;

    /// @param score points over all soft goals of what it placed; less is better
    public record FastPath(int placed, double score, double seconds) {}

    /// @param searched allocations that it looked at
    /// @param placed that the fast path had left waiting
    /// @param score of the answer in the end
    /// @param gain points by which it bettered the fast path where as much was placed
    public record Solver(int searched, int placed, double score, double gain, double seconds) {}

    /// @param regions of the fleet
    /// @param bids for work that more than one region wanted
    /// @param awarded allocations that more than one region wanted and that got a place
    /// @param transfers of these, from the region that had got it to another
    public record Bidding(int regions, int bids, int awarded, int transfers) {}

    /// @param kind BID: the least bid; FOUND: a region made room for what waited; TRANSFER: taken
    ///   from the region that had got it
    /// @param bids the least first
    public record AwardAnswer(
            UUID allocation,
            UUID job,
            String project,
            Award.Kind kind,
            String region,
            List<Bid> bids) {}

    static PlanAnswer of(PlanRecord plan) {
        return of(plan, null);
    }

    static PlanAnswer withAwards(PlanRecord plan) {
        return of(
                plan,
                plan.figures().bidding().awards().stream()
                        .map(one ->
                                new AwardAnswer(
                                        one.allocation().value(),
                                        one.job().value(),
                                        one.project(),
                                        one.kind(),
                                        one.region(),
                                        one.bids()))
                        .toList());
    }

    private static PlanAnswer of(PlanRecord plan, @Nullable List<AwardAnswer> awards) {
        PlanFigures figures = plan.figures();
        var bidding = figures.bidding();
        return new PlanAnswer(
                plan.id(),
                plan.at(),
                plan.placed(),
                plan.stale(),
                plan.waiting(),
                new FastPath(
                        figures.fastScore().placed(),
                        figures.fastScore().points(),
                        seconds(figures.fastPath())),
                new Solver(
                        figures.solved(),
                        figures.placedBySolver(),
                        figures.score().points(),
                        figures.solverGain(),
                        seconds(figures.solver())),
                seconds(figures.explanation()),
                new Bidding(
                        bidding.regions(), bidding.bids(), bidding.awarded(), bidding.transfers()),
                awards);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }
}
