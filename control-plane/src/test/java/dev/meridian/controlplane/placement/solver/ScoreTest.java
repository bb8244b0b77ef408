package dev.meridian.controlplane.placement.solver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.kernel.model.Money;
import dev.meridian.controlplane.placement.model.PoolTargets;
import dev.meridian.controlplane.placement.model.Purse;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.Stakes;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The solver's score is the sum of the goals, whatever is done to a solution, allowed or not.
class ScoreTest {

    /// Different ones, so that the goals about time and money count.
    private static Stakes stakes(int some) {
        return switch (some) {
            case 1 -> Stakes.NONE;
            case 2 -> new Stakes(1.5, 1.0, null);
            default ->
                    new Stakes(
                            4,
                            null,
                            new Purse(Money.ofDollars(some), Money.ZERO, null, Money.ZERO));
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void isTheSumOfTheGoals(long seed) {
        Snapshot crowded = RandomFleets.crowded(seed).snapshot();
        Snapshot snapshot =
                crowded.with(
                                crowded.groups().stream()
                                        .map(group -> group.at(stakes(group.allocations().size())))
                                        .toList())
                        .aiming(new PoolTargets(0.3, Map.of()));
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
