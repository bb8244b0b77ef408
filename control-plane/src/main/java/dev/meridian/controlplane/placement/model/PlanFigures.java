package dev.meridian.controlplane.placement.model;

import java.time.Duration;

/// How a plan came about.
///
/// @param solved allocations that the solver looked at
/// @param solverGain points by which the solver's answer is better than the fast path's
/// @param placedBySolver allocations that only the solver could place
/// @param fastScore of the fast path's answer
/// @param score of the answer in the end
public record PlanFigures(
        Duration fastPath,
        Duration solver,
        Duration explanation,
        int solved,
        double solverGain,
        int placedBySolver,
        PlanScore fastScore,
        PlanScore score,
        Bidding bidding) {

    /// All of it.
    public Duration took() {
        return fastPath.plus(solver).plus(explanation);
    }

    /// Of a plan that nobody had to better.
    public static PlanFigures of(Duration fastPath) {
        return new PlanFigures(
                fastPath,
                Duration.ZERO,
                Duration.ZERO,
                0,
                0,
                0,
                PlanScore.NOTHING,
                PlanScore.NOTHING,
                Bidding.NONE);
    }
}
