package dev.meridian.controlplane.placement.solver;

import java.time.Duration;

/// How much the solver may take.
///
/// @param window allocations that are rearranged at once
/// @param perWindow time for each window; ignored where moves are limited
/// @param movesPerWindow a limit that gives the same answer on every machine; 0: by time
/// @param perPlan time for all windows of one plan
/// @param threshold part of the fleet's accelerators and CPU that is taken above which placed work
///   is rearranged even when nothing waits
public record SolverSettings(
        int window,
        Duration perWindow,
        long movesPerWindow,
        Duration perPlan,
        double threshold,
        long seed,
        Strategy strategy) {
    public static final SolverSettings USUAL =
            new SolverSettings(
                    256,
                    Duration.ofMillis(20),
                    0,
                    Duration.ofMillis(400),
                    0.85,
                    1,
                    Strategy.HILL_CLIMBING);

    public SolverSettings {
        if (window < 1 || movesPerWindow < 0) {
            throw new IllegalArgumentException("a window holds at least one allocation");
        }
    }

    /// The same answer for the same snapshot, whatever the clock does.
    public static SolverSettings byMoves(long moves) {
        return new SolverSettings(
                256,
                Duration.ofMinutes(1),
                moves,
                Duration.ofMinutes(10),
                0.85,
                1,
                Strategy.HILL_CLIMBING);
    }

    /// With so much time for each window, where moves are not limited.
    public SolverSettings taking(Duration time) {
        return new SolverSettings(window, time, movesPerWindow, perPlan, threshold, seed, strategy);
    }

    public SolverSettings with(Strategy other) {
        return new SolverSettings(
                window, perWindow, movesPerWindow, perPlan, threshold, seed, other);
    }
}
