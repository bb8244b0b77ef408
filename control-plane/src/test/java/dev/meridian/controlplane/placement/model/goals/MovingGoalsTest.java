package dev.meridian.controlplane.placement.model.goals;

import static dev.meridian.controlplane.placement.GroupBuilder.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.meridian.controlplane.placement.GroupBuilder;
import dev.meridian.controlplane.placement.Scenario;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Requirement;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What it costs to bring data, or work itself, from one node to another.
class MovingGoalsTest {
    private static final Node HERE =
            new Scenario()
                    .region("eu-west", "EU")
                    .node("n", "eu-west", 0)
                    .snapshot()
                    .nodes()
                    .getFirst();

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
    void egressAndTransfer() {
        var links = new Scenario().link("us-east", "eu-west", 0.05, 8000).snapshot().links();
        Requirement requirement = asks(job -> job.data("us-east", 3600).data("eu-west", 100));
        assertThat(new Egress(links).cost(requirement, HERE)).isCloseTo(180, within(1e-6));
        assertThat(new TransferTime(links).cost(requirement, HERE)).isCloseTo(1, within(1e-9));
    }

    /// An hour of an accelerator and a sixteenth, for 59 minutes of work and the restart; and 1 GiB
    /// over a link of 5 cents.
    @Test
    void migration() {
        var links =
                new MigrationCost(
                        new Scenario().link("us-east", "eu-west", 0.05, 8000).snapshot().links());
        var job = asks(one -> one.gpus(1).running("m", "us-east", 59 * 60));
        assertThat(links.cost(job, HERE))
                .isCloseTo(1.0625 + 1.073741824 * 0.05 * 2 / 25, within(1e-9));
        assertThat(links.cost(asks(one -> one.running("n", "eu-west", 900)), HERE)).isZero();
        assertThat(links.cost(asks(one -> one), HERE)).isZero();
    }

    @Test
    void stability() {
        assertThat(new Stability().cost(asks(job -> job.last("n")), HERE)).isZero();
        assertThat(new Stability().cost(asks(job -> job.last("m")), HERE)).isEqualTo(1);
        assertThat(new Stability().cost(asks(job -> job), HERE)).isZero();
    }
}
