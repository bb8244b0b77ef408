package dev.meridian.controlplane.placement;

import static dev.meridian.controlplane.placement.GroupBuilder.group;
import static dev.meridian.controlplane.placement.Scenario.allocationId;
import static dev.meridian.controlplane.placement.Scenario.nodeId;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.placement.claims.ClaimSettings;
import dev.meridian.controlplane.placement.claims.Foresight;
import dev.meridian.controlplane.placement.claims.Reserved;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Where room is reserved, and for how long it stays there.
class ReservationsTest {
    private static final double MINUTE = 60;

    /// Minutes until a node is free.
    private final Map<NodeId, Integer> rests = new HashMap<>();

    private final Reserved reserved = new Reserved();
    private final Planning planning =
            new Planning(
                    SolverSettings.byMoves(5),
                    new ClaimSettings(false, Duration.ZERO, 1),
                    new Foresight() {
                        @Override
                        public Map<AllocationId, Double> rests(
                                Collection<Placed> running, Instant now) {
                            Map<AllocationId, Double> all = new HashMap<>();
                            running.forEach(one ->
                                    all.put(
                                            one.allocation(),
                                            requireNonNull(rests.get(one.node())) * MINUTE));
                            return all;
                        }

                        @Override
                        public Map<GroupId, Double> usual(Collection<GroupId> groups, Instant now) {
                            Map<GroupId, Double> all = new HashMap<>();
                            groups.forEach(one -> all.put(one, 20 * MINUTE));
                            return all;
                        }

                        @Override
                        public double longest(GroupId group, Instant now) {
                            return 9 * 60 * MINUTE;
                        }
                    },
                    OrderSettings.BY_AGE);

    private static PendingToken why(Plan plan, String group) {
        PendingExplanation waits = plan.pending().get(allocationId(group, 0));
        return waits == null ? PendingToken.PENDING_EVALUATION : waits.token();
    }

    @Test
    void whatTheSamePlanStartsIsForeseenToEnd() {
        Snapshot fleet =
                new Scenario()
                        .region("eu", "EU")
                        .node("n1", "eu", 2)
                        .pending(group("starts").gpus(1))
                        .pending(group("large").gpus(2))
                        .pending(group("later").gpus(1))
                        .snapshot();
        Plan plan =
                planning.plan(
                        new Snapshot(
                                Scenario.NOW.plus(Duration.ofHours(1)),
                                fleet.nodes(),
                                Map.of(),
                                List.of(),
                                fleet.groups(),
                                Map.of()));
        assertThat(plan.decisions())
                .extracting(PlacementDecision::allocation)
                .containsExactly(allocationId("starts", 0));
        assertThat(why(plan, "large")).isEqualTo(PendingToken.WAITING_FOR_RESERVATION);
        assertThat(why(plan, "later")).isEqualTo(PendingToken.WAITING_FOR_RESERVATION);
    }

    /// A job of a whole node waits, one of half a node that outlasts it gets the node on which
    /// nothing is reserved.
    private NodeId unreserved(int minutesOfA, int minutesOfB) {
        rests.put(nodeId("a"), minutesOfA);
        rests.put(nodeId("b"), minutesOfB);
        Tenure firm = Tenure.FIRM;
        Snapshot snapshot =
                new Scenario()
                        .region("eu", "EU")
                        .node("a", "eu", 2)
                        .node("b", "eu", 2)
                        .running("x", "a", 0, 1, firm)
                        .running("y", "b", 0, 1, firm)
                        .pending(group("large").gpus(2))
                        .pending(group("small").gpus(1))
                        .snapshot();
        List<PlacementDecision> made =
                planning.plan(snapshot, Findings.ofAll(), reserved).decisions();
        assertThat(made).hasSize(1);
        return made.getFirst().node();
    }

    @Test
    void whoHasRoomReservedKeepsItUnlessAnotherPlaceIsFreeMuchSooner() {
        assertThat(unreserved(60, 50)).as("reserved where it is free first").isEqualTo(nodeId("a"));
        assertThat(unreserved(40, 50)).as("kept").isEqualTo(nodeId("a"));
        assertThat(unreserved(30, 90)).as("clearly sooner").isEqualTo(nodeId("b"));
        assertThat(unreserved(70, 40)).as("kept there").isEqualTo(nodeId("b"));
    }
}
