package dev.meridian.controlplane.placement.solver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ai.timefold.solver.core.api.score.HardMediumSoftScore;
import ai.timefold.solver.core.config.score.director.ScoreDirectorFactoryConfig;
import ai.timefold.solver.core.config.solver.EnvironmentMode;
import ai.timefold.solver.core.config.solver.SolverConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Timefold itself checks every score, move by move, against the constraint streams, and that a
/// move which is taken back leaves nothing behind.
class FullAssertTest {

    @ParameterizedTest
    @ValueSource(longs = {3, 4, 5})
    void everyScoreIsTrue(long seed) {
        Problem seeded = Problems.of(RandomFleets.crowded(seed).snapshot());
        HardMediumSoftScore before = WindowSolver.score(seeded);
        SolverConfig config =
                WindowSolver.configured(SolverSettings.byMoves(80))
                        .withEnvironmentMode(EnvironmentMode.FULL_ASSERT);
        requireNonNull(config.getScoreDirectorFactoryConfig())
                .setAssertionScoreDirectorFactory(
                        new ScoreDirectorFactoryConfig()
                                .withConstraintProviderClass(GoalStreams.class));
        Problem solved = new WindowSolver(config).improve(seeded);
        assertThat(WindowSolver.score(solved)).isGreaterThanOrEqualTo(before);
    }
}
