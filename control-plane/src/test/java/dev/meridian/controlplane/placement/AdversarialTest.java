package dev.meridian.controlplane.placement;

import static dev.meridian.controlplane.placement.GroupBuilder.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.PlacementDecision;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Fleets and queues that nobody has, and somebody will.
class AdversarialTest {
    private static final Amounts NOTHING = Amounts.of(0, 0, 0);

    private static Plan plan(Scenario scenario) {
        return new Planning(SolverSettings.byMoves(500)).plan(scenario.snapshot());
    }

    private static Scenario fleet(int nodes, Amounts capacity, int gpus) {
        Scenario scenario = new Scenario().region("r", "EU");
        for (int i = 0; i < nodes; i++) {
            scenario.node("n" + i, "r", gpus, node -> node.capacity(capacity));
        }
        return scenario;
    }

    private static Map<Object, Long> perNode(Plan plan) {
        return plan.decisions().stream()
                .collect(Collectors.groupingBy(PlacementDecision::node, Collectors.counting()));
    }

    @Test
    void noNodes() {
        Plan plan =
                plan(
                        new Scenario()
                                .pending(group("one"))
                                .pending(group("gang").count(3).gang())
                                .pending(group("spread").count(3).spread("region", 2, 0))
                                .pending(group("gpus").gpus(8)));
        assertThat(plan.decisions()).isEmpty();
        assertThat(plan.pending()).hasSize(8);
    }

    @Test
    void nothingToDo() {
        assertThat(plan(fleet(3, NOTHING, 0)).decisions()).isEmpty();
        assertThat(plan(new Scenario()).pending()).isEmpty();
    }

    @Test
    void nodesOfNoCapacityTakeNothing() {
        Plan plan =
                plan(
                        fleet(3, NOTHING, 0)
                                .pending(group("one"))
                                .pending(group("gang").count(2).gang())
                                .pending(group("service").count(2).service()));
        assertThat(plan.decisions()).isEmpty();
        assertThat(plan.pending().values())
                .allSatisfy(one ->
                        assertThat(one.reason().token()).isEqualTo(PendingToken.NO_MATCHING_NODE));
    }

    /// Beside those of no capacity the others are found, and what asks for nothing fits anywhere.
    @Test
    void nodesOfNoCapacityAreInNobodysWay() {
        Plan plan =
                plan(
                        fleet(20, NOTHING, 0)
                                .node("real", "r", 0)
                                .pending(group("one"))
                                .pending(group("nothing").amounts(NOTHING).count(5)));
        assertThat(plan.decisions()).hasSize(6);
        assertThat(plan.decisions())
                .filteredOn(one -> one.allocation().equals(Scenario.allocationId("one", 0)))
                .extracting(PlacementDecision::node)
                .containsExactly(Scenario.nodeId("real"));
    }

    @Test
    void oneNodeTakesWhatItHolds() {
        Plan plan = plan(fleet(1, Amounts.of(4_000, 65_536, 0), 0).pending(group("a").count(6)));
        assertThat(plan.decisions()).hasSize(4);
        assertThat(plan.pending()).hasSize(2);
    }

    /// Among identical nodes nothing decides; none of them is filled twice for it.
    @Test
    void identicalNodes() {
        Plan plan =
                plan(
                        fleet(500, Amounts.of(4_000, 65_536, 0), 2)
                                .pending(group("a").gpus(1).count(1001)));
        assertThat(plan.decisions()).hasSize(1000);
        assertThat(perNode(plan))
                .hasSize(500)
                .allSatisfy((_, count) -> assertThat(count).isEqualTo(2));
    }

    @Test
    void hugeCounts() {
        Plan plan =
                plan(
                        fleet(10, Amounts.of(64_000, 512 * 1024, 0), 0)
                                .pending(group("many").cores(1).count(100_000))
                                .pending(group("whole").cores(1).count(50_000).gang()));
        assertThat(plan.decisions()).hasSize(640);
        assertThat(perNode(plan)).allSatisfy((_, count) -> assertThat(count).isEqualTo(64));
        assertThat(plan.pending()).hasSize(150_000 - 640);
    }

    @Test
    void hugeAmounts() {
        Amounts most = Amounts.of(Long.MAX_VALUE / 4, Long.MAX_VALUE / 4, Long.MAX_VALUE / 4);
        Plan plan =
                plan(
                        fleet(2, most, 0)
                                .pending(group("all").amounts(most).count(3))
                                .pending(group("small")));
        assertThat(plan.decisions()).hasSize(2);
        assertThat(perNode(plan)).allSatisfy((_, count) -> assertThat(count).isEqualTo(1));
    }

    /// No two ask for the same, so nothing that the index has learned of one helps another.
    @Test
    void tenThousandShapes() {
        Scenario scenario = fleet(200, Amounts.of(64_000, 512 * 1024, 0), 0);
        for (int i = 0; i < 10_000; i++) {
            scenario.pending(group("g" + i).amounts(Amounts.of(1_000 + i, 1_000 + i, 0)));
        }
        Plan plan = plan(scenario);
        assertThat(plan.decisions().size() + plan.pending().size()).isEqualTo(10_000);
        Set<?> used = perNode(plan).keySet();
        assertThat(used).hasSize(200);
    }
}
