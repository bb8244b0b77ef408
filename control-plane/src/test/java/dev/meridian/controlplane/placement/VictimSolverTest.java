package dev.meridian.controlplane.placement;

import static dev.meridian.controlplane.placement.GroupBuilder.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.placement.model.Eviction;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.Tenure;
import dev.meridian.controlplane.placement.model.queues.QueueId;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Where nodes are emptied seat by seat, the cheapest first, the solver may find cheaper victims.
class VictimSolverTest {
    private static final Planning PLANNING = new Planning(SolverSettings.byMoves(2_000));

    private static Tenure tenure(QueueId queue, int minutes) {
        return new Tenure(
                queue,
                100,
                true,
                Scenario.NOW.minus(Duration.ofMinutes(minutes)),
                null,
                null,
                null,
                false);
    }

    /// What is the cheapest for a seat of two is no single one of those who cost the least.
    private static Scenario fleet(QueueId queue) {
        return new Scenario()
                .region("eu", "EU")
                .node("a", "eu", 4)
                .node("b", "eu", 4)
                .running("first", "a", 0, 1, tenure(queue, 1))
                .running("second", "a", 1, 1, tenure(queue, 200))
                .running("third", "a", 2, 2, tenure(queue, 300))
                .running("large", "b", 0, 2, tenure(queue, 50))
                .running("other", "b", 2, 2, tenure(queue, 500));
    }

    private static List<AllocationId> victims(Plan plan) {
        return plan.evictions().stream().map(Eviction::victim).toList();
    }

    @Test
    void whoIsMoreImportantStopsTheCheapest() {
        Plan plan =
                PLANNING.plan(
                        fleet(QueueId.DEFAULT)
                                .pending(group("urgent").gpus(2).priority(800))
                                .snapshot());
        assertThat(victims(plan)).containsExactly(new AllocationId(Scenario.id("large/running/3")));
        assertThat(plan.figures().solved()).as("Timefold took part").isPositive();
        assertThat(plan.figures().solverGain()).isNotNegative();
    }

    @Test
    void whatIsReclaimedIsTheCheapest() {
        Plan plan =
                PLANNING.plan(
                        fleet(Scenario.queueId("b"))
                                .queue("a", 1, 4, true)
                                .queue("b", 1, 4, true)
                                .pending(group("owed").queue("a").gpus(2).priority(100))
                                .snapshot());
        assertThat(victims(plan)).containsExactly(new AllocationId(Scenario.id("large/running/3")));
        assertThat(plan.evictions()).extracting(Eviction::kind).containsOnly(Eviction.Kind.RECLAIM);
        assertThat(plan.figures().solved()).as("Timefold took part").isPositive();
    }

    /// The cheapest first would be the two small ones, which together cost more.
    @Test
    void oneLargeFallsInsteadOfTwoSmallOnes() {
        Plan plan =
                PLANNING.plan(
                        new Scenario()
                                .region("eu", "EU")
                                .node("a", "eu", 4)
                                .running("small", "a", 0, 1, tenure(QueueId.DEFAULT, 60))
                                .running("small", "a", 1, 1, tenure(QueueId.DEFAULT, 60))
                                .running("large", "a", 2, 2, tenure(QueueId.DEFAULT, 40))
                                .pending(group("urgent").gpus(2).priority(800))
                                .snapshot());
        assertThat(victims(plan)).containsExactly(new AllocationId(Scenario.id("large/running/2")));
        assertThat(plan.figures().solverGain()).as("what it saves").isPositive();
    }

    @Test
    void whereOneIsTheCheapestOfAllNothingIsSearched() {
        Plan plan =
                PLANNING.plan(
                        fleet(QueueId.DEFAULT)
                                .pending(group("urgent").gpus(1).priority(800))
                                .snapshot());
        assertThat(victims(plan)).containsExactly(new AllocationId(Scenario.id("first/running/0")));
        assertThat(plan.figures().solved()).isZero();
    }
}
