package dev.meridian.controlplane.placement.solver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.placement.model.Snapshot;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The solver's score is the sum of the goals, whatever is done to a solution, allowed or not.
class ScoreTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void isTheSumOfTheGoals(long seed) {
        Snapshot snapshot = RandomFleets.crowded(seed).snapshot();
        Problem problem = Problems.of(snapshot);
        ArrayScore score = new ArrayScore();
        score.resetWorkingSolution(problem);
        GoalSum sum = new GoalSum(snapshot, problem);
        assertThat(score.calculateScore()).as("as seeded").isEqualTo(sum.score());
        SplittableRandom random = new SplittableRandom(seed);
        for (int change = 0; change < 60; change++) {
            Seating seating = problem.seatings().get(random.nextInt(problem.seatings().size()));
            score.beforeVariableChanged(seating, "slot");
            seating.slot(
                    random.nextInt(4) == 0 ? null : Problems.anySlot(problem, seating, random));
            score.afterVariableChanged(seating, "slot");
            assertThat(score.calculateScore()).as("after change " + change).isEqualTo(sum.score());
        }
    }
}
