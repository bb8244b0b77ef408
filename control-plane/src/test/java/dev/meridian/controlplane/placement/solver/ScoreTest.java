package dev.meridian.controlplane.placement.solver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FastPath;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.goals.Goals;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The solver's score is the sum of the goals, whatever is done to a solution, allowed or not.
class ScoreTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void isTheSumOfTheGoals(long seed) {
        Snapshot snapshot = RandomFleets.crowded(seed).snapshot();
        FleetIndex index = new FleetIndex(snapshot, Goals.of(snapshot));
        Draft draft = FastPath.place(snapshot, index);
        List<Integer> seats = IntStream.range(0, draft.seats().size()).boxed().toList();
        Problem problem = WindowProblem.of(draft, index, snapshot, seats);
        ArrayScore score = new ArrayScore();
        score.resetWorkingSolution(problem);
        GoalSum sum = new GoalSum(snapshot, problem);
        assertThat(score.calculateScore()).as("as seeded").isEqualTo(sum.score());
        SplittableRandom random = new SplittableRandom(seed);
        for (int change = 0; change < 60; change++) {
            Seating seating = problem.seatings().get(random.nextInt(problem.seatings().size()));
            score.beforeVariableChanged(seating, "slot");
            seating.slot(
                    random.nextInt(4) == 0
                            ? null
                            : anySlot(index, seating.requirement().accelerators(), random));
            score.afterVariableChanged(seating, "slot");
            assertThat(score.calculateScore()).as("after change " + change).isEqualTo(sum.score());
        }
    }

    /// Any node, suitable or not, and as many of its devices as are asked for, free or not.
    private static Long anySlot(FleetIndex index, AcceleratorNeed need, SplittableRandom random) {
        int node = random.nextInt(index.capacity().size());
        int devices = index.capacity().node(node).devices().size();
        int mask = 0;
        for (int i = 0; i < Math.min(need.count(), devices); i++) {
            mask |= 1 << (need.isShare() ? random.nextInt(devices) : i);
        }
        return Slot.of(node, mask);
    }
}
