package dev.meridian.controlplane.placement;

import static dev.meridian.controlplane.placement.GroupBuilder.group;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.placement.claims.ClaimSettings;
import dev.meridian.controlplane.placement.claims.Foresight;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.Tenure;
import dev.meridian.controlplane.placement.order.OrderSettings;
import dev.meridian.controlplane.placement.order.WorkOrder;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A fleet on which small work comes and goes all the time while the same large work waits: what
/// that is told to wait for does not change from plan to plan.
class SteadyReasonsTest {
    private static final int PLANS = 20;
    private static final List<String> WAITING =
            List.of("w0", "w1", "w2", "w3", "w4", "w5", "w6", "gang", "giant", "elsewhere");

    /// Foresees another end in each plan, as the medians of past runs do.
    private static final class Guess implements Foresight {
        private final Random random = new Random(5);

        @Override
        public Map<AllocationId, Double> rests(Collection<Placed> running, Instant now) {
            Map<AllocationId, Double> rests = new HashMap<>();
            running.forEach(one -> rests.put(one.allocation(), 3600 + 7200 * random.nextDouble()));
            return rests;
        }

        @Override
        public Map<GroupId, Double> usual(Collection<GroupId> groups, Instant now) {
            Map<GroupId, Double> usual = new HashMap<>();
            groups.forEach(
                    group -> usual.put(group, 600.0 + Math.floorMod(group.hashCode(), 6000)));
            return usual;
        }

        @Override
        public double longest(GroupId group, Instant now) {
            return 86_400;
        }
    }

    /// @param round which of the small work runs and waits
    private static Snapshot snapshot(int round) {
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
        Scenario scenario = new Scenario().region("eu", "EU").region("us", "US");
        Random random = new Random(round);
        for (int i = 0; i < 10; i++) {
            scenario.node("n" + i, "eu", 8);
            int small = 1 + random.nextInt(3);
            scenario.running("long" + i, "n" + i, 0, 5, tenure);
            scenario.running("small" + round + "-" + i, "n" + i, 5, small, tenure);
        }
        for (int i = 0; i < 7; i++) {
            scenario.pending(group("w" + i).gpus(8));
        }
        scenario.pending(group("gang").gpus(8).count(3).gang());
        scenario.pending(group("giant").gpus(16));
        scenario.pending(group("elsewhere").gpus(1).residency("CH"));
        for (int i = random.nextInt(4); i < 5; i++) {
            scenario.pending(group("new" + round + "-" + i).gpus(1));
        }
        Snapshot made = scenario.snapshot();
        return new Snapshot(
                Scenario.NOW.plus(Duration.ofHours(1)).plusSeconds(10L * round),
                made.nodes(),
                Map.of(),
                made.placed(),
                made.groups(),
                Map.of());
    }

    @ParameterizedTest
    @EnumSource
    void whatWaitsIsToldTheSameFromPlanToPlan(WorkOrder order) {
        Planning planning =
                new Planning(
                        SolverSettings.byMoves(100),
                        ClaimSettings.USUAL,
                        new Guess(),
                        new OrderSettings(order, Duration.ofHours(24), true));
        Map<String, Set<PendingToken>> told = new HashMap<>();
        for (int round = 0; round < PLANS; round++) {
            Plan plan = planning.plan(snapshot(round));
            for (String name : WAITING) {
                told.computeIfAbsent(name, _ -> new HashSet<>())
                        .add(
                                requireNonNull(plan.pending().get(Scenario.allocationId(name, 0)))
                                        .token());
            }
        }
        assertThat(told).allSatisfy((name, tokens) -> assertThat(tokens).as(name).hasSize(1));
    }
}
