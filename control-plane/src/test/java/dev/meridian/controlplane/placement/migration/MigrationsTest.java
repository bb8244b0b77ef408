package dev.meridian.controlplane.placement.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.placement.Scenario;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.goals.Goals;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Nodes a with 64 cores and b with 128, with two accelerators each.
class MigrationsTest {
    private static final Snapshot FLEET =
            new Scenario()
                    .region("r", "EU")
                    .node("a", "r", 2)
                    .node("b", "r", 2, node -> node.capacity(Amounts.of(128_000, 65_536, 0)))
                    .snapshot();
    private static final Requirement WHOLE = gpu(1, AcceleratorNeed.whole(null, 1));
    private static final Requirement HALF = gpu(1, AcceleratorNeed.share(null, 500));

    private final FleetIndex index = new FleetIndex(FLEET, Goals.of(FLEET));

    private static Requirement gpu(int cores, AcceleratorNeed need) {
        String driver = FLEET.nodes().getFirst().drivers().iterator().next();
        return Requirement.of(Amounts.of(1000L * cores, 1024, 0), need, driver);
    }

    private Resident at(int number, Requirement requirement, int node, int device) {
        Resident one = new Resident(number, requirement, Slot.of(node, 1 << device));
        index.take(one.slot(), requirement);
        return one;
    }

    private List<Resident> halvesEverywhere() {
        return List.of(
                at(0, WHOLE, 0, 0), at(1, HALF, 0, 1), at(2, HALF, 1, 0), at(3, WHOLE, 1, 1));
    }

    @Test
    void twoHalvesComeTogether() {
        List<Migration> found = Migrations.of(index, halvesEverywhere(), List.of(WHOLE), 5);
        assertThat(found).singleElement().extracting(Migration::moves).asList().hasSize(1);
        assertThat(index.place(HALF)).isEqualTo(Slot.NONE);
    }

    @Test
    void theBudgetHolds() {
        assertThat(Migrations.of(index, halvesEverywhere(), List.of(WHOLE), 0)).isEmpty();
        assertThat(Slot.node(index.place(HALF))).isNotNegative();
    }

    /// a has an accelerator and no core for it; b has cores and no accelerator.
    @Test
    void whoTakesTheCpuChangesPlaces() {
        Requirement greedy = gpu(64, WHOLE.accelerators());
        List<Resident> residents =
                List.of(at(0, greedy, 0, 0), at(1, greedy, 1, 0), at(2, WHOLE, 1, 1));
        List<Migration> found = Migrations.of(index, residents, List.of(WHOLE), 5);
        assertThat(found)
                .singleElement()
                .satisfies(one -> {
                    assertThat(Slot.node(one.slot())).isZero();
                    assertThat(one.moves())
                            .containsExactly(
                                    new Migration.Move(0, Slot.of(1, 2)),
                                    new Migration.Move(2, Slot.of(0, 1)));
                });
    }

    @Test
    void whatCannotBeHelpedStays() {
        List<Resident> full =
                List.of(
                        at(0, WHOLE, 0, 0),
                        at(1, WHOLE, 0, 1),
                        at(2, WHOLE, 1, 0),
                        at(3, WHOLE, 1, 1));
        assertThat(Migrations.of(index, full, List.of(HALF, WHOLE), 5)).isEmpty();
    }
}
