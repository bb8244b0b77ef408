package dev.meridian.controlplane.placement.solver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ai.timefold.solver.core.api.score.HardMediumSoftScore;
import ai.timefold.solver.core.config.score.director.ScoreDirectorFactoryConfig;
import ai.timefold.solver.core.config.solver.EnvironmentMode;
import ai.timefold.solver.core.config.solver.SolverConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Timefold itself checks every score, move by move, against the constraint streams, and that a
/// move which is taken back leaves nothing behind.
class FullAssertTest {

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GENETIC")
    void everyScoreIsTrue(Strategy strategy) {
        Problem seeded = Problems.of(RandomFleets.crowded(4).snapshot());
        HardMediumSoftScore before = WindowSolver.score(seeded);
        SolverConfig config =
                WindowSolver.configured(SolverSettings.byMoves(60).with(strategy))
                        .withEnvironmentMode(EnvironmentMode.FULL_ASSERT);
        requireNonNull(config.getScoreDirectorFactoryConfig())
                .setAssertionScoreDirectorFactory(
                        new ScoreDirectorFactoryConfig()
                                .withConstraintProviderClass(GoalStreams.class));
        Problem solved = new WindowSolver(config).improve(seeded).best();
        assertThat(WindowSolver.score(solved)).isGreaterThanOrEqualTo(before);
    }
}
