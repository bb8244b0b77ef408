package dev.meridian.controlplane.placement;

import static dev.meridian.controlplane.placement.GroupBuilder.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.placement.claims.ClaimSettings;
import dev.meridian.controlplane.placement.claims.Foresight;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.PlacementDecision;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.order.OrderSettings;
import dev.meridian.controlplane.placement.order.WorkOrder;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A day of small jobs that take every device as soon as it is free, and a gang that needs half of
/// all at once.
class StarvationTest {
    private static final int NODES = 4;
    private static final int LARGE_FROM = 30;
    private static final int MINUTES = 200;
    private static final String LARGE = "large";

    /// Minutes of its wait; the whole rest where it never started.
    private final Map<String, Integer> waits = new HashMap<>();

    private final List<PendingGroup> waiting = new ArrayList<>();
    private final List<Placed> running = new ArrayList<>();
    private final Map<AllocationId, Instant> ends = new HashMap<>();
    private final Map<GroupId, Integer> minutes = new HashMap<>();
    private final Random random = new Random(7);
    private int jobs;
    private long busy;

    private Planning planning(int reservations, OrderSettings ordered) {
        return new Planning(
                SolverSettings.byMoves(5),
                new ClaimSettings(false, Duration.ofMinutes(1), reservations),
                new Foresight() {
                    @Override
                    public Map<AllocationId, Double> rests(Collection<Placed> all, Instant now) {
                        Map<AllocationId, Double> rests = new HashMap<>();
                        ends.forEach((one, end) ->
                                rests.put(one, (double) Duration.between(now, end).toSeconds()));
                        return rests;
                    }

                    @Override
                    public double longest(GroupId group, Instant now) {
                        return 60.0 * minutes.getOrDefault(group, MINUTES);
                    }

                    @Override
                    public Map<GroupId, Double> usual(Collection<GroupId> groups, Instant now) {
                        Map<GroupId, Double> usual = new HashMap<>();
                        groups.forEach(group -> usual.put(group, longest(group, now)));
                        return usual;
                    }
                },
                ordered);
    }

    private void run(Planning planning) {
        Scenario fleet = new Scenario().region("eu", "EU");
        for (int i = 0; i < NODES; i++) {
            fleet.node("n" + i, "eu", 8);
        }
        for (int minute = 0; minute < MINUTES; minute++) {
            Instant now = Scenario.NOW.plus(Duration.ofMinutes(minute));
            running.removeIf(one -> !ends.getOrDefault(one.allocation(), now).isAfter(now));
            ends.values().removeIf(end -> !end.isAfter(now));
            if (minute == LARGE_FROM) {
                submit(group(LARGE).gpus(8).count(NODES / 2).gang(), 60, minute);
            }
            while (waiting.stream().filter(one -> !one.name().equals(LARGE)).count() < 8) {
                int gpus = 1 << random.nextInt(3);
                submit(group("small-" + jobs++).gpus(gpus), 5 + random.nextInt(40), minute);
            }
            Snapshot empty = fleet.snapshot();
            Plan plan =
                    planning.plan(
                            new Snapshot(now, empty.nodes(), Map.of(), running, waiting, Map.of()));
            plan.decisions().forEach(one -> start(one, now));
            waiting.removeIf(group -> group.allocations().stream().anyMatch(this::runs));
            busy += running.stream().mapToLong(one -> one.devices().size()).sum();
        }
    }

    private void submit(GroupBuilder builder, int runs, int minute) {
        PendingGroup group = builder.build(60 * minute);
        minutes.put(group.id(), runs);
        waiting.add(group);
    }

    private boolean runs(PendingAllocation one) {
        return ends.containsKey(one.id());
    }

    private void start(PlacementDecision decision, Instant now) {
        PendingGroup group =
                waiting.stream()
                        .filter(one ->
                                one.allocations().stream()
                                        .anyMatch(each -> each.id().equals(decision.allocation())))
                        .findFirst()
                        .orElseThrow();
        Requirement requirement = group.allocations().getFirst().requirement();
        running.add(
                new Placed(
                        decision.allocation(),
                        group.id(),
                        decision.node(),
                        requirement.amounts(),
                        decision.devices(),
                        false));
        ends.put(
                decision.allocation(),
                now.plus(Duration.ofMinutes(minutes.getOrDefault(group.id(), 1))));
        waits.putIfAbsent(
                group.name(), (int) Duration.between(group.submittedAt(), now).toMinutes());
    }

    @Test
    void withoutReservationItStarves() {
        run(planning(0, OrderSettings.BY_AGE));
        assertThat(waits).doesNotContainKey(LARGE);
    }

    @Test
    void withOneItStartsWhenWhatRanBeforeItHasEndedAndTheFleetStaysBusy() {
        run(planning(4, OrderSettings.BY_AGE));
        assertThat(waits.get(LARGE)).isNotNull().isLessThan(60);
        assertThatItStaysBusy();
    }

    /// It is work of sixteen hours, the others of less than three: each would pass it for a day,
    /// but for the patience.
    @Test
    void bySizeItStartsToo() {
        run(planning(4, new OrderSettings(WorkOrder.SIZE, Duration.ofMinutes(40), false)));
        assertThat(waits.get(LARGE)).isNotNull().isLessThan(100);
        assertThatItStaysBusy();
    }

    private void assertThatItStaysBusy() {
        assertThat(busy / (8.0 * NODES * MINUTES))
                .as("part of the fleet in use")
                .isGreaterThan(0.85);
    }
}
