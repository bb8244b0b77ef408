package dev.meridian.controlplane.placement.solver;

/// Looks for a better answer for a window, by one of the strategies.
interface WindowSearch {

    /// @param best never worse than what the search began with
    /// @param moves that were scored
    record Found(Problem best, long moves) {}

    /// @param seeded with the answer to start from; not changed
    Found improve(Problem seeded);

    static WindowSearch of(SolverSettings settings) {
        return settings.strategy() == Strategy.GENETIC
                ? new GeneticSearch(settings)
                : new WindowSolver(settings);
    }
}
