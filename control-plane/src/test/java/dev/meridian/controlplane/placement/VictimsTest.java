package dev.meridian.controlplane.placement;

import static dev.meridian.controlplane.placement.GroupBuilder.group;
import static dev.meridian.controlplane.placement.Scenario.allocationId;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.placement.model.Eviction;
import dev.meridian.controlplane.placement.model.PendingExplanation;
import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.Tenure;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Who has to stop for whom.
class VictimsTest {
    private static final Planning PLANNING = new Planning(SolverSettings.byMoves(300));

    private static Scenario node(int gpus) {
        return new Scenario().region("eu", "EU").node("n1", "eu", gpus);
    }

    private static Tenure tenure(String queue, int priority, Duration ran) {
        return tenure(queue, priority, ran, null, null);
    }

    private static Tenure tenure(
            String queue,
            int priority,
            Duration ran,
            @Nullable Duration minRuntime,
            @Nullable String gang) {
        return new Tenure(
                Scenario.queueId(queue),
                priority,
                true,
                Scenario.NOW.minus(ran),
                minRuntime,
                null,
                gang,
                false);
    }

    private static AllocationId running(String group, int number) {
        return new AllocationId(Scenario.id(group + "/running/" + number));
    }

    private static List<AllocationId> victims(Plan plan) {
        return plan.evictions().stream().map(Eviction::victim).toList();
    }

    private static PendingExplanation why(Plan plan, String group) {
        return requireNonNull(plan.pending().get(allocationId(group, 0)), "it does not wait");
    }

    @Test
    void theCheapestOfTheLessImportantFallsAndNoMore() {
        Plan plan =
                PLANNING.plan(
                        node(4).running(
                                        "old",
                                        "n1",
                                        0,
                                        1,
                                        tenure("default", 100, Duration.ofHours(9)))
                                .running(
                                        "new",
                                        "n1",
                                        1,
                                        1,
                                        tenure("default", 100, Duration.ofMinutes(9)))
                                .running(
                                        "dear",
                                        "n1",
                                        2,
                                        1,
                                        tenure("default", 500, Duration.ofMinutes(9)))
                                .running(
                                        "equal",
                                        "n1",
                                        3,
                                        1,
                                        tenure("default", 800, Duration.ofMinutes(1)))
                                .pending(group("urgent").gpus(1).priority(800))
                                .snapshot());
        assertThat(victims(plan)).containsExactly(running("new", 1));
        assertThat(plan.evictions().getFirst().kind()).isEqualTo(Eviction.Kind.PREEMPT);
        assertThat(why(plan, "urgent").token()).isEqualTo(PendingToken.WAITING_FOR_PREEMPTION);
        assertThat(why(plan, "urgent").sentence()).isEqualTo("one allocation is stopped for it");
    }

    @Test
    void nobodyFallsForAnEqualOrWhileShielded() {
        Scenario fleet =
                node(2).running("equal", "n1", 0, 1, tenure("default", 500, Duration.ofHours(1)))
                        .running(
                                "young",
                                "n1",
                                1,
                                1,
                                tenure(
                                        "default",
                                        100,
                                        Duration.ofMinutes(5),
                                        Duration.ofMinutes(10),
                                        null))
                        .pending(group("waits").gpus(1).priority(500));
        assertThat(PLANNING.plan(fleet.snapshot()).evictions()).isEmpty();
    }

    @Test
    void nobodyFallsInVain() {
        Scenario fleet =
                node(4).running("soft", "n1", 0, 2, tenure("default", 100, Duration.ofHours(1)))
                        .running("firm", "n1", 2, 2, Tenure.FIRM)
                        .pending(group("large").gpus(4).priority(800));
        assertThat(PLANNING.plan(fleet.snapshot()).evictions()).isEmpty();
    }

    @Test
    void aGangFallsWhole() {
        Tenure gang = tenure("default", 100, Duration.ofMinutes(1), null, "gang");
        Plan plan =
                PLANNING.plan(
                        node(2).node("n2", "eu", 2)
                                .running("gang", "n1", 0, 2, gang)
                                .running("gang", "n2", 0, 1, gang)
                                .pending(group("urgent").gpus(2).priority(800))
                                .snapshot());
        assertThat(victims(plan)).containsExactlyInAnyOrder(running("gang", 0), running("gang", 1));
    }

    @Test
    void whoseVictimsAreStoppingTakesNoMoreAndItsRoomIsHeld() {
        Tenure going =
                new Tenure(Scenario.queueId("default"), 100, true, null, null, null, null, true);
        Plan plan =
                PLANNING.plan(
                        node(4).running("going", "n1", 0, 2, going)
                                .running(
                                        "stays",
                                        "n1",
                                        2,
                                        1,
                                        tenure("default", 100, Duration.ofHours(1)))
                                .pending(group("urgent").gpus(3).priority(800))
                                .pending(group("small").gpus(1).priority(100))
                                .snapshot());
        assertThat(plan.evictions()).isEmpty();
        assertThat(plan.decisions()).isEmpty();
        assertThat(why(plan, "urgent").token()).isEqualTo(PendingToken.WAITING_FOR_PREEMPTION);
        assertThat(why(plan, "small").token()).isEqualTo(PendingToken.WAITING_FOR_RESERVATION);
    }

    @Test
    void whoIsOwedItsQuotaTakesItBackFromWhoBorrowed() {
        Plan plan =
                PLANNING.plan(
                        node(4).queue("owed", 1, 2, true)
                                .queue("borrower", 5, 2, true)
                                .running(
                                        "a",
                                        "n1",
                                        0,
                                        1,
                                        tenure("borrower", 800, Duration.ofHours(1)))
                                .running(
                                        "b",
                                        "n1",
                                        1,
                                        1,
                                        tenure("borrower", 800, Duration.ofHours(2)))
                                .running(
                                        "c",
                                        "n1",
                                        2,
                                        1,
                                        tenure("borrower", 800, Duration.ofHours(3)))
                                .running(
                                        "d",
                                        "n1",
                                        3,
                                        1,
                                        tenure("borrower", 800, Duration.ofHours(4)))
                                .pending(
                                        group("mine")
                                                .queue("owed")
                                                .gpus(1)
                                                .count(4)
                                                .priority(100)
                                                .preemptible())
                                .snapshot());
        assertThat(victims(plan))
                .as("as much as is owed, and not below the quota of who gives")
                .containsExactlyInAnyOrder(running("a", 0), running("b", 1));
        assertThat(plan.evictions()).extracting(Eviction::kind).containsOnly(Eviction.Kind.RECLAIM);
    }

    @Test
    void whatAnotherQueueHoldsWithinItsQuotaIsSafeFromAnyPriority() {
        Scenario fleet =
                node(2).queue("safe", 1, 2, true)
                        .running("a", "n1", 0, 2, tenure("safe", 100, Duration.ofHours(1)))
                        .pending(group("urgent").queue("other").gpus(1).priority(1000));
        assertThat(PLANNING.plan(fleet.snapshot()).evictions()).isEmpty();
    }
}
