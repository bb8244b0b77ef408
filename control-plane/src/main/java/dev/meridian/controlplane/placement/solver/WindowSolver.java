package dev.meridian.controlplane.placement.solver;

import ai.timefold.solver.core.api.score.HardMediumSoftScore;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.heuristic.selector.move.factory.MoveIteratorFactoryConfig;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.score.director.ScoreDirectorFactoryConfig;
import ai.timefold.solver.core.config.solver.EnvironmentMode;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.monitoring.MonitoringConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import ai.timefold.solver.core.impl.solver.DefaultSolver;
import java.util.List;

/// Searches a window by Timefold. A fresh solver from a cached factory starts in less than a
/// millisecond, which no change of a running one does.
final class WindowSolver implements WindowSearch {
    private final SolverFactory<Problem> factory;

    WindowSolver(SolverSettings settings) {
        this(configured(settings));
    }

    WindowSolver(SolverConfig config) {
        factory = SolverFactory.create(config);
    }

    /// Time counts from the start of the solver, which makes ready what it works on; moves count
    /// from the first.
    static SolverConfig configured(SolverSettings settings) {
        SolverConfig config = withSearch(settings);
        return settings.movesPerWindow() > 0
                ? config
                : config.withTerminationConfig(
                        new TerminationConfig().withSpentLimit(settings.perWindow()));
    }

    private static SolverConfig withSearch(SolverSettings settings) {
        return new SolverConfig()
                .withSolutionClass(Problem.class)
                .withEntityClasses(Seating.class)
                .withScoreDirectorFactory(
                        new ScoreDirectorFactoryConfig()
                                .withIncrementalScoreCalculatorClass(ArrayScore.class))
                .withRandomSeed(settings.seed())
                .withEnvironmentMode(EnvironmentMode.NO_ASSERT)
                // two solvers at a time would fight over the names of gauges
                .withMonitoringConfig(new MonitoringConfig().withSolverMetricList(List.of()))
                .withPhases(search(settings));
    }

    private static LocalSearchPhaseConfig search(SolverSettings settings) {
        LocalSearchPhaseConfig phase =
                Acceptance.of(settings.strategy())
                        .withMoveSelectorConfig(
                                new MoveIteratorFactoryConfig()
                                        .withMoveIteratorFactoryClass(NeighbourMoves.class));
        if (settings.movesPerWindow() > 0) {
            phase.setTerminationConfig(
                    new TerminationConfig().withMoveCountLimit(settings.movesPerWindow()));
        }
        return phase;
    }

    @Override
    public Found improve(Problem seeded) {
        var solver = (DefaultSolver<Problem>) factory.buildSolver();
        Problem best = solver.solve(seeded);
        return new Found(best, solver.getMoveEvaluationCount());
    }

    static HardMediumSoftScore score(Problem problem) {
        ArrayScore score = new ArrayScore();
        score.resetWorkingSolution(problem);
        return score.calculateScore();
    }
}
