package dev.meridian.controlplane.placement;

import static dev.meridian.controlplane.placement.GroupBuilder.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Where the members of a gang go that may start without all of them.
class ShrinkingPlanTest {
    private static final String JOB = "job";

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    private static Scenario fleet(int nodes) {
        Scenario fleet = new Scenario().region("eu", "EU");
        IntStream.range(0, nodes).forEach(i -> fleet.node("n" + i, "eu", 2));
        return fleet;
    }

    private static Plan plan(Snapshot snapshot) {
        return new Planning(SolverSettings.byMoves(500)).plan(snapshot);
    }

    /// Indexes of the gang that have a place.
    private static List<Integer> starting(Plan plan, PendingGroup gang) {
        return gang.allocations().stream()
                .filter(one ->
                        plan.decisions().stream()
                                .anyMatch(row -> row.allocation().equals(one.id())))
                .map(PendingAllocation::index)
                .toList();
    }

    @Test
    void asManyStartAsFindRoomAndTheOthersAreToldWhy() {
        Snapshot snapshot =
                fleet(3).pending(group("g").count(4).gpus(2).gang(JOB, "g", 2)).snapshot();

        Plan plan = plan(snapshot);

        assertThat(starting(plan, snapshot.groups().getFirst())).containsExactly(0, 1, 2);
        assertThat(plan.pending().get(Scenario.allocationId("g", 3)))
                .satisfies(why -> {
                    assertThat(why.token()).isEqualTo(PendingToken.WAITING_FOR_GANG);
                    assertThat(why.sentence()).startsWith("its gang goes on with 3 of 4 members");
                });
    }

    @Test
    void withoutRoomForTheLeastNoneStarts() {
        Snapshot snapshot =
                fleet(2).pending(group("g").count(4).gpus(2).gang(JOB, "g", 3)).snapshot();
        assertThat(plan(snapshot).decisions()).isEmpty();
    }

    /// Whoever asks for more, for it ran out of memory before, makes no gap among the members;
    /// other work may want the same room, and more of it.
    @ParameterizedTest
    @MethodSource("seeds")
    void thoseWhoStartAreTheFirst(int seed) {
        Random random = new Random(seed);
        int count = 2 + random.nextInt(5);
        int least = 1 + random.nextInt(count);
        Scenario fleet =
                fleet(1 + random.nextInt(6))
                        .pending(group("g").count(count).gpus(2).gang(JOB, "g", least))
                        .pending(
                                group("other")
                                        .count(random.nextInt(4) + 1)
                                        .gpus(1 + random.nextInt(2))
                                        .priority(random.nextInt(3) * 500));
        Snapshot even = fleet.snapshot();
        PendingGroup gang =
                even.groups().stream().filter(one -> one.gang() != null).findFirst().orElseThrow();
        PendingGroup uneven =
                gang.with(
                        gang.allocations().stream()
                                .map(one ->
                                        random.nextInt(3) > 0
                                                ? one
                                                : one.with(
                                                        group("large")
                                                                .gpus(2)
                                                                .amounts(
                                                                        one.requirement()
                                                                                .amounts()
                                                                                .withMemoryTimes(
                                                                                        1_000_000))
                                                                .requirement()))
                                .toList());
        Snapshot snapshot =
                even.with(even.groups().stream().map(one -> one == gang ? uneven : one).toList());

        List<Integer> starting = starting(plan(snapshot), uneven);

        assertThat(starting).isEqualTo(IntStream.range(0, starting.size()).boxed().toList());
        assertThat(starting.size())
                .satisfiesAnyOf(
                        size -> assertThat(size).isZero(),
                        size -> assertThat(size).isGreaterThanOrEqualTo(least));
    }
}
