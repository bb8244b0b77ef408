package dev.meridian.controlplane.placement.solver;

import ai.timefold.solver.core.api.score.HardMediumSoftScore;
import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.Ground;
import dev.meridian.controlplane.placement.model.Snapshot;
import java.util.List;

/// The answer for a window that was found and is not taken yet.
///
/// @param ground that it was searched in: of the fleet, or of a region
/// @param seats of the window
/// @param before the score of what the search began with
/// @param moves that were scored
record Proposal(
        Ground ground,
        List<Integer> seats,
        Problem solved,
        HardMediumSoftScore before,
        HardMediumSoftScore after,
        long moves) {
    private static final double MILLIPOINTS = 1000;

    /// Searches a window. Changes nothing.
    static Proposal search(
            WindowSearch search,
            Draft draft,
            Ground ground,
            Snapshot snapshot,
            List<Integer> seats) {
        Problem seeded = WindowProblem.of(draft, ground, snapshot, seats);
        HardMediumSoftScore before = WindowSolver.score(seeded);
        WindowSearch.Found found = search.improve(seeded);
        return new Proposal(
                ground, seats, found.best(), before, found.best().scored(), found.moves());
    }

    boolean isBetter() {
        return after.compareTo(before) > 0 && after.hardScore() >= 0;
    }

    /// Points of the soft goals, where as much is placed as before.
    double gain() {
        return after.mediumScore() == before.mediumScore()
                ? (after.softScore() - before.softScore()) / MILLIPOINTS
                : 0;
    }
}
