package dev.meridian.controlplane.placement.model.goals;

import static dev.meridian.controlplane.placement.GroupBuilder.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.meridian.controlplane.placement.GroupBuilder;
import dev.meridian.controlplane.placement.Scenario;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.Home;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.Tenure;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What is kept free of a pool, by its target and for services that grow.
class TargetUtilisationTest {
    private static Requirement asks(UnaryOperator<GroupBuilder> change) {
        return new Scenario()
                .pending(change.apply(group("a")))
                .snapshot()
                .groups()
                .getFirst()
                .allocations()
                .getFirst()
                .requirement();
    }

    @Test
    void onlyWhatLiesAboveTheTargetCounts() {
        Scenario scenario =
                new Scenario()
                        .region("eu", "EU")
                        .node("n", "eu", 8)
                        .node("m", "eu", 8)
                        .node("cpu", "eu", 0, one -> one.cluster("c2"))
                        .running("other", "n", 0, 8, Tenure.FIRM)
                        .running("cpu", Amounts.of(48_000, 1, 1));
        Snapshot snapshot = scenario.target(0.25).snapshot();
        TargetUtilisation goal = TargetUtilisation.of(snapshot);
        Node gpu = snapshot.nodes().get(1);
        // of 16 accelerators 8 are taken, a quarter above the target; with 4 more a half
        assertThat(goal.cost(asks(job -> job.gpus(4)), gpu))
                .isCloseTo(16 * (0.25 - 0.0625) / 2, within(1e-9));
        assertThat(goal.cost(asks(job -> job.cores(8)), gpu)).isZero();
        // of 64 cores, which are four accelerators, 48 are taken
        assertThat(goal.cost(asks(job -> job.cores(16)), snapshot.nodes().get(2)))
                .isCloseTo(4 * (0.5625 - 0.25) / 2, within(1e-9));
        TargetUtilisation none = TargetUtilisation.of(scenario.target(1).snapshot());
        assertThat(none.cost(asks(job -> job.gpus(4)), gpu)).isZero();
        assertThat(none.explain(asks(job -> job.gpus(4)), gpu)).isEqualTo("pools have no target");
    }

    @Test
    void headroomLowersTheTargetOfItsPool() {
        Scenario scenario =
                new Scenario()
                        .region("eu", "EU")
                        .region("us", "US")
                        .node("n", "eu", 8)
                        .node("m", "us", 8)
                        .region("ap", "")
                        .node("cpu", "ap", 0)
                        .running("other", "n", 0, 4, Tenure.FIRM)
                        .running("cpu", Amounts.of(32_000, 1, 1));
        Snapshot snapshot = scenario.headroom("eu", 6, 1).headroom("ap", 0, 48).snapshot();
        TargetUtilisation goal = TargetUtilisation.of(snapshot);
        Node kept = snapshot.nodes().get(0);
        Node other = snapshot.nodes().get(1);
        Requirement four = asks(job -> job.gpus(4));
        // half is taken, a quarter above the target of a quarter; with 4 more three quarters
        assertThat(goal.cost(four, kept)).isCloseTo(8 * (0.5625 - 0.0625) / 2, within(1e-9));
        assertThat(goal.explain(four, kept))
                .isEqualTo(
                        "pool default is taken to 50.0%, its target is 25.0%: 6.0 of 8 accelerators"
                                + " are kept for services that are foretold to grow");
        assertThat(goal.cost(four, other)).isZero();
        assertThat(goal.explain(four, other)).isEqualTo("pool default has no target");
        // it is kept for services
        Requirement service = asks(job -> job.gpus(4).service());
        assertThat(goal.cost(service, kept)).isZero();
        // who runs there leaves as much as it takes: from the half that is taken to nothing
        Home home = new Home(kept.id(), "eu", 0);
        assertThat(goal.cost(four.runningAt(home), kept)).isCloseTo(8 * 0.0625 / 2, within(1e-9));
        // of 64 cores, which are four accelerators, a quarter is open and a half is taken
        Node cpu = snapshot.nodes().get(2);
        assertThat(goal.cost(asks(job -> job.cores(16)), cpu))
                .isCloseTo(4 * (0.25 - 0.0625) / 2, within(1e-9));
        assertThat(goal.explain(asks(job -> job.cores(16)), cpu))
                .endsWith("48.0 of 64 cores are kept for services that are foretold to grow");
    }
}
