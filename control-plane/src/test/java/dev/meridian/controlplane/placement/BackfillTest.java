package dev.meridian.controlplane.placement;

import static dev.meridian.controlplane.placement.GroupBuilder.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.placement.claims.ClaimSettings;
import dev.meridian.controlplane.placement.claims.Foresight;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.PendingExplanation;
import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.PlacementDecision;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.Tenure;
import dev.meridian.controlplane.placement.order.OrderSettings;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Two jobs of a whole node have room reserved: on one in ten minutes, on the other in five hours.
/// Two devices of each are free until then.
class BackfillTest {
    private static final double MINUTE = 60;
    private static final double HOUR = 3600;

    private static final class Known implements Foresight {
        private final double longest;

        Known(double longest) {
            this.longest = longest;
        }

        @Override
        public Map<AllocationId, Double> rests(Collection<Placed> running, Instant now) {
            Map<AllocationId, Double> rests = new HashMap<>();
            running.forEach(one ->
                    rests.put(
                            one.allocation(),
                            one.node().equals(Scenario.nodeId("soon")) ? 10 * MINUTE : 5 * HOUR));
            return rests;
        }

        @Override
        public double longest(GroupId group, Instant now) {
            return longest;
        }
    }

    /// Of a small job that runs no longer than that.
    private static Plan plan(double longest) {
        Tenure tenure =
                new Tenure(
                        Scenario.queueId("default"),
                        500,
                        false,
                        Scenario.NOW,
                        null,
                        null,
                        null,
                        false);
        Snapshot fleet =
                new Scenario()
                        .region("eu", "EU")
                        .node("soon", "eu", 8)
                        .node("late", "eu", 8)
                        .running("a", "soon", 0, 6, tenure)
                        .running("b", "late", 0, 6, tenure)
                        .pending(group("first").gpus(8))
                        .pending(group("second").gpus(8))
                        .pending(group("small").gpus(2))
                        .snapshot();
        return new Planning(
                        SolverSettings.byMoves(5),
                        new ClaimSettings(false, Duration.ofMinutes(1), 2),
                        new Known(longest),
                        OrderSettings.BY_AGE)
                .plan(
                        new Snapshot(
                                Scenario.NOW.plus(Duration.ofHours(1)),
                                fleet.nodes(),
                                Map.of(),
                                fleet.placed(),
                                fleet.groups(),
                                Map.of()));
    }

    @Test
    void whatOutlastsTheSoonerMayUseTheRoomOfTheLater() {
        assertThat(plan(HOUR).decisions())
                .extracting(PlacementDecision::node)
                .containsExactly(Scenario.nodeId("late"));
    }

    @Test
    void whatOutlastsBothWaits() {
        Plan plan = plan(6 * HOUR);
        assertThat(plan.decisions()).isEmpty();
        assertThat(plan.pending().get(Scenario.allocationId("small", 0)))
                .extracting(PendingExplanation::token)
                .isEqualTo(PendingToken.WAITING_FOR_RESERVATION);
    }

    @Test
    void whatEndsBeforeBothMayUseEither() {
        assertThat(plan(5 * MINUTE).decisions()).hasSize(1);
    }
}
