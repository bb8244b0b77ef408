package dev.meridian.controlplane.placement;

import static dev.meridian.controlplane.placement.GroupBuilder.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Of each kind of plan that stands in the queue of all: that the solver looks at it where the fast
/// path's answer is not the best for certain. [VictimSolverTest] and the tests of migrations tell
/// of the others.
class WhenTimefoldDecidesTest {
    private static final Planning PLANNING = new Planning(SolverSettings.byMoves(200));

    /// What tells the kinds of work apart.
    private static final Map<String, UnaryOperator<GroupBuilder>> KINDS =
            Map.of(
                    "waits", one -> one,
                    "was lost with its node", one -> one.avoid("n0"),
                    "begins again where its files are", one -> one.last("n1"),
                    "leaves a node that is drained", one -> one.running("n0", "eu", 60));

    /// Nodes of two accelerators.
    private static Scenario fleet(int nodes) {
        Scenario fleet = new Scenario().region("eu", "EU");
        for (int i = 0; i < nodes; i++) {
            fleet.node("n" + i, "eu", 2);
        }
        return fleet;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "waits",
                "was lost with its node",
                "begins again where its files are",
                "leaves a node that is drained"
            })
    void whatCompetesForRoomIsSearched(String kind) {
        Scenario fleet = fleet(3);
        for (int i = 0; i < 2; i++) {
            fleet.pending(KINDS.getOrDefault(kind, one -> one).apply(group("one-" + i).gpus(1)));
            fleet.pending(KINDS.getOrDefault(kind, one -> one).apply(group("two-" + i).gpus(2)));
        }
        fleet.pending(group("more").gpus(2));
        Plan plan = PLANNING.plan(fleet.snapshot());
        assertThat(plan.pending()).as("not all of it fits").isNotEmpty();
        assertThat(plan.figures().solved()).isEqualTo(5);
    }

    @Test
    void aGangIsSearchedThoughNothingWaits() {
        Plan plan =
                PLANNING.plan(fleet(3).pending(group("gang").count(2).gpus(1).gang()).snapshot());
        assertThat(plan.decisions()).hasSize(2);
        assertThat(plan.figures().solved()).isEqualTo(2);
    }

    /// The fast path has given it the best node there is.
    @Test
    void whatIsAloneIsNot() {
        Plan plan = PLANNING.plan(fleet(3).pending(group("alone").gpus(1)).snapshot());
        assertThat(plan.figures().solved()).isZero();
    }
}
