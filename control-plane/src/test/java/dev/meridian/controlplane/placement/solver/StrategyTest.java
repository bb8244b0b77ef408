package dev.meridian.controlplane.placement.solver;

import static dev.meridian.controlplane.placement.GroupBuilder.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.timefold.solver.core.api.score.HardMediumSoftScore;
import dev.meridian.controlplane.placement.Scenario;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.Snapshot;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds of every strategy, whatever it accepts.
class StrategyTest {
    private static final long MOVES = 2_000;

    private static WindowSearch search(Strategy strategy) {
        return WindowSearch.of(SolverSettings.byMoves(MOVES).with(strategy));
    }

    @ParameterizedTest
    @EnumSource
    void isNeverWorseThanWhatItStartsFrom(Strategy strategy) {
        for (long seed = 20; seed < 26; seed++) {
            Snapshot snapshot = RandomFleets.crowded(seed).snapshot();
            Problem seeded = Problems.of(snapshot);
            List<Long> slots = slots(seeded);
            HardMediumSoftScore before = WindowSolver.score(seeded);
            WindowSearch.Found found = search(strategy).improve(seeded);
            HardMediumSoftScore after = new GoalSum(snapshot, found.best()).score();
            assertThat(after).isGreaterThanOrEqualTo(before);
            assertThat(after.hardScore()).isEqualTo(before.hardScore());
            assertThat(slots(seeded)).as("where it started from").isEqualTo(slots);
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsWhatOneAfterTheOtherMisses(Strategy strategy) {
        Snapshot snapshot =
                new Scenario()
                        .region("r", "EU")
                        .node("ten", "r", 0, node -> node.capacity(Amounts.of(10_000, 65_536, 0)))
                        .node("eight", "r", 0, node -> node.capacity(Amounts.of(8_000, 65_536, 0)))
                        .pending(group("six").cores(6))
                        .pending(group("four").cores(4))
                        .pending(group("big").cores(8))
                        .snapshot();
        Problem seeded = Problems.of(snapshot);
        assertThat(slots(seeded)).as("by the fast path alone").containsNull();
        assertThat(slots(search(strategy).improve(seeded).best())).doesNotContainNull();
    }

    @ParameterizedTest
    @EnumSource
    void endsByMovesAndAnswersTheSame(Strategy strategy) {
        Snapshot snapshot = RandomFleets.crowded(11).snapshot();
        WindowSearch.Found one = search(strategy).improve(Problems.of(snapshot));
        WindowSearch.Found other = search(strategy).improve(Problems.of(snapshot));
        // Timefold looks at its limit between steps, and a step of tabu's looks at several moves
        assertThat(one.moves()).isBetween(1L, MOVES + 50);
        assertThat(other.moves()).isEqualTo(one.moves());
        assertThat(slots(other.best())).isEqualTo(slots(one.best()));
    }

    @ParameterizedTest
    @EnumSource
    void endsByTheClock(Strategy strategy) {
        SolverSettings settings =
                new SolverSettings(
                        256, Duration.ofMillis(5), 0, Duration.ofDays(1), 0.85, 1, strategy);
        Problem seeded = Problems.of(RandomFleets.crowded(12).snapshot());
        HardMediumSoftScore before = WindowSolver.score(seeded);
        Problem best = WindowSearch.of(settings).improve(seeded).best();
        assertThat(WindowSolver.score(best)).isGreaterThanOrEqualTo(before);
    }

    @Test
    void namesAreSaid() {
        assertThat(Strategy.of("late-acceptance")).isEqualTo(Strategy.LATE_ACCEPTANCE);
        assertThatThrownBy(() -> Strategy.of("luck"))
                .hasMessage(
                        "a strategy of the solver is one of hill-climbing, late-acceptance, simulated-annealing, tabu, genetic, not `luck`");
    }

    private static List<Long> slots(Problem problem) {
        return problem.seatings().stream().map(Seating::slot).toList();
    }
}
