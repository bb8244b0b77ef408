package dev.meridian.controlplane.placement;

import static dev.meridian.controlplane.placement.GroupBuilder.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.placement.claims.Foresight;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import org.junit.jupiter.api.Test;

/// A budget that suffices wherever its job is placed makes no shape of its own in the index.
class AmpleBudgetsTest {
    /// An accelerator costs a quarter of a dollar an hour on one, and a dollar on the other.
    private static Scenario fleet() {
        return new Scenario()
                .region("eu", "EU")
                .node("cheap", "eu", 2, node -> node.price(0.5))
                .node("dear", "eu", 8, node -> node.price(8));
    }

    private static long shapes(Scenario scenario) {
        Snapshot told = Prospects.of(scenario.snapshot(), Foresight.NONE);
        return told.groups().stream()
                .flatMap(group -> group.allocations().stream())
                .map(PendingAllocation::requirement)
                .distinct()
                .count();
    }

    @Test
    void differentBudgetsThatSufficeAreOneShape() {
        Scenario scenario = fleet().pending(group("plain").gpus(1));
        for (int i = 0; i < 5_000; i++) {
            scenario.pending(group("hourly" + i).gpus(1).hourly(1.01 + i / 100.0));
            scenario.pending(group("total" + i).gpus(1).total(1 + i));
        }
        assertThat(shapes(scenario)).isOne();
    }

    @Test
    void whatOneBudgetDoesNotPayForKeepsItsShape() {
        assertThat(shapes(plain().pending(group("a").gpus(1).hourly(0.99)))).isEqualTo(2);
        assertThat(shapes(plain().pending(group("a").gpus(1).total(0)))).isEqualTo(2);
        assertThat(shapes(plain().pending(group("a").gpus(1).hourly(6, 5.5)))).isEqualTo(2);
        assertThat(shapes(plain().pending(group("a").gpus(1).hourly(6, 4.5)))).isOne();
    }

    @Test
    void allThatWaitsOfAJobIsPaidForTogether() {
        assertThat(shapes(plain().pending(group("a").count(3).gpus(1).hourly(2.9)))).isEqualTo(2);
        assertThat(shapes(plain().pending(group("a").count(3).gpus(1).hourly(3.1)))).isOne();
    }

    @Test
    void bothRulesHoldBesideThoseWithAmpleOnes() {
        Scenario scenario =
                fleet().pending(group("ample").count(2).gpus(1).hourly(50))
                        .pending(group("tight").count(6).gpus(1).hourly(2.4))
                        .pending(group("spent").gpus(1).total(0));
        var plan = new Planning(SolverSettings.byMoves(500)).plan(scenario.snapshot());
        assertThat(plan.decisions())
                .filteredOn(one -> isOf(one.allocation(), "ample", 2))
                .hasSize(2);
        assertThat(
                        plan.decisions().stream()
                                .filter(one -> isOf(one.allocation(), "tight", 6))
                                .mapToDouble(one -> one.pricePerHour().dollars())
                                .sum())
                .isBetween(1.0, 2.4);
        assertThat(plan.decisions()).noneMatch(one -> isOf(one.allocation(), "spent", 1));
    }

    private static boolean isOf(AllocationId id, String group, int count) {
        for (int i = 0; i < count; i++) {
            if (id.equals(Scenario.allocationId(group, i))) {
                return true;
            }
        }
        return false;
    }

    private static Scenario plain() {
        return fleet().pending(group("plain").gpus(1));
    }
}
