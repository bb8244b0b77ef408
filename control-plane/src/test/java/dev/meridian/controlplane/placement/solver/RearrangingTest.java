package dev.meridian.controlplane.placement.solver;

import static org.assertj.core.api.Assertions.assertThat;

import ai.timefold.solver.core.config.solver.EnvironmentMode;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.placement.Scenario;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.Home;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.goals.Goals;
import dev.meridian.controlplane.placement.solver.Rearrangement.Coming;
import dev.meridian.controlplane.placement.solver.Rearrangement.Settled;
import dev.meridian.controlplane.placement.solver.Rearranging.Answer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nodes of two accelerators, on each of which one runs, and two that want both of a node.
class RearrangingTest {
    private static final int NODES = 4;
    private static final long WORTH = 50_000;

    private final Snapshot snapshot = snapshot();
    private final FleetIndex index = new FleetIndex(snapshot, Goals.of(snapshot));
    private final FreeCapacity free = index.capacity();

    private static Snapshot snapshot() {
        Scenario scenario = new Scenario().region("eu", "EU");
        IntStream.range(0, NODES).forEach(node -> scenario.node("n" + node, "eu", 2));
        return scenario.snapshot();
    }

    private Requirement gpus(int count) {
        String driver = snapshot.nodes().getFirst().drivers().iterator().next();
        return Requirement.of(
                Amounts.of(1000, 1024, 0), AcceleratorNeed.whole(null, count), driver);
    }

    private Rearrangement asked(int budget, boolean atOnce) {
        List<Settled> settled =
                IntStream.range(0, NODES)
                        .mapToObj(node -> {
                            NodeId name = free.node(node).id();
                            Requirement one = gpus(1).runningAt(new Home(name, "eu", 60));
                            long slot = Slot.of(node, 1);
                            free.take(node, one, 1);
                            return new Settled(one, slot, slot, 1);
                        })
                        .toList();
        Coming coming = new Coming(gpus(2), null, Slot.NONE, 0, WORTH);
        return new Rearrangement(
                index,
                free,
                IntStream.range(0, NODES).toArray(),
                settled,
                List.of(coming, coming),
                budget,
                0,
                atOnce);
    }

    private static long moved(Answer answer) {
        return IntStream.range(0, NODES)
                .filter(i -> answer.settled().get(i) != Slot.of(i, 1))
                .count();
    }

    private static long letIn(Answer answer) {
        return answer.coming().stream().filter(slot -> slot != Slot.NONE).count();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void asManyAreLetInAsThereIsRoomFor(boolean atOnce) {
        Answer answer = new Rearranging(SolverSettings.byMoves(500)).improve(asked(2, atOnce));
        assertThat(answer.better()).isTrue();
        assertThat(letIn(answer)).isEqualTo(2);
        assertThat(moved(answer)).isEqualTo(2);
    }

    @Test
    void theBudgetIsHard() {
        Answer answer = new Rearranging(SolverSettings.byMoves(500)).improve(asked(1, true));
        assertThat(letIn(answer)).isEqualTo(1);
        assertThat(moved(answer)).isEqualTo(1);
    }

    @Test
    void theAnswerDoesNotDependOnTheThreads() {
        Rearranging rearranging = new Rearranging(SolverSettings.byMoves(300));
        Rearrangement asked = asked(2, false);
        List<Answer> answers =
                IntStream.range(0, 4)
                        .parallel()
                        .mapToObj(_ -> rearranging.improve(asked))
                        .distinct()
                        .toList();
        assertThat(answers).hasSize(1);
    }

    /// Timefold checks each score against one that is counted from the beginning, and that a move
    /// which is taken back leaves nothing behind.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyScoreIsTrue(boolean atOnce) {
        Problem problem = asked(2, atOnce).problem();
        problem.slots = Problems.everySlot(problem);
        Problem solved =
                new WindowSolver(
                                WindowSolver.configured(SolverSettings.byMoves(60))
                                        .withEnvironmentMode(EnvironmentMode.FULL_ASSERT))
                        .improve(problem)
                        .best();
        assertThat(WindowSolver.score(solved)).isGreaterThanOrEqualTo(WindowSolver.score(problem));
    }
}
