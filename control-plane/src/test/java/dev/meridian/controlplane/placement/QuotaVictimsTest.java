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
import dev.meridian.controlplane.placement.model.queues.Goods;
import dev.meridian.controlplane.placement.model.queues.QueueRule;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Who has to stop where there is room, and the quota of a queue is used up by what matters less.
class QuotaVictimsTest {
    private static final Planning PLANNING = new Planning(SolverSettings.byMoves(300));
    private static final String OWN = "research";
    private static final int LOW = 100;
    private static final int HIGH = 800;

    /// Eight devices, of which the queue may hold four and no more.
    private static Scenario limited() {
        return new Scenario().region("eu", "EU").node("n1", "eu", 8).queue(OWN, 1, 4, false);
    }

    private static QueueRule rule(String name, @Nullable String parent, int gpus, boolean lends) {
        return new QueueRule(
                Scenario.queueId(name),
                parent == null ? null : Scenario.queueId(parent),
                1,
                new Goods(Goods.UNLIMITED, Goods.UNLIMITED, gpus * 1000L),
                lends,
                false,
                Goods.NONE);
    }

    private static Tenure ran(int minutes) {
        return tenure(OWN, LOW, minutes, null, null);
    }

    private static Tenure tenure(
            String queue,
            int priority,
            int minutes,
            @Nullable Duration minRuntime,
            @Nullable String gang) {
        return new Tenure(
                Scenario.queueId(queue),
                priority,
                true,
                Scenario.NOW.minus(Duration.ofMinutes(minutes)),
                minRuntime,
                null,
                gang,
                false);
    }

    private static GroupBuilder urgent(int gpus) {
        return group("urgent").queue(OWN).gpus(gpus).priority(HIGH);
    }

    private static AllocationId running(String group, int number) {
        return new AllocationId(Scenario.id(group + "/running/" + number));
    }

    private static List<AllocationId> victims(Plan plan) {
        return plan.evictions().stream().map(Eviction::victim).toList();
    }

    private static PendingExplanation why(Plan plan) {
        return requireNonNull(plan.pending().get(allocationId("urgent", 0)), "it does not wait");
    }

    @Test
    void theCheapestOfItsOwnQueueFallsAndNoMore() {
        Plan plan =
                PLANNING.plan(
                        limited()
                                .running("old", "n1", 0, 1, ran(600))
                                .running("new", "n1", 1, 1, ran(9))
                                .running("wide", "n1", 2, 2, ran(9))
                                .pending(urgent(1))
                                .snapshot());
        assertThat(victims(plan)).containsExactly(running("new", 1));
        Eviction told = plan.evictions().getFirst();
        assertThat(told.kind()).isEqualTo(Eviction.Kind.PREEMPT);
        assertThat(told.sentence())
                .contains("of priority 800 takes its place and its part of the quota");
        assertThat(why(plan).token()).isEqualTo(PendingToken.WAITING_FOR_PREEMPTION);
        assertThat(why(plan).sentence())
                .isEqualTo("one allocation is stopped for it, as its quota is used up");
    }

    @Test
    void whoGivesBackMostForWhatItCostsGoesFirst() {
        Plan plan =
                PLANNING.plan(
                        limited()
                                .running("a", "n1", 0, 1, ran(30))
                                .running("b", "n1", 1, 1, ran(30))
                                .running("both", "n1", 2, 2, ran(20))
                                .pending(urgent(2))
                                .snapshot());
        assertThat(victims(plan)).containsExactly(running("both", 2));
    }

    @Test
    void nobodyFallsForAnEqualWhileShieldedOrInVain() {
        Tenure equal = tenure(OWN, HIGH, 60, null, null);
        Tenure shielded = tenure(OWN, LOW, 5, Duration.ofMinutes(10), null);
        for (Tenure safe : List.of(equal, shielded)) {
            Plan plan =
                    PLANNING.plan(
                            limited()
                                    .running("soft", "n1", 0, 1, ran(60))
                                    .running("safe", "n1", 1, 3, safe)
                                    .pending(urgent(2))
                                    .snapshot());
            assertThat(plan.evictions()).isEmpty();
            assertThat(why(plan).token()).isEqualTo(PendingToken.WAITING_FOR_QUOTA);
        }
    }

    @Test
    void aGangFallsWhole() {
        Tenure gang = tenure(OWN, LOW, 1, null, "gang");
        Plan plan =
                PLANNING.plan(
                        limited()
                                .node("n2", "eu", 4)
                                .running("gang", "n1", 0, 2, gang)
                                .running("gang", "n2", 0, 2, gang)
                                .pending(urgent(1).count(2).gang())
                                .snapshot());
        assertThat(victims(plan)).containsExactlyInAnyOrder(running("gang", 0), running("gang", 1));
    }

    @Test
    void whereRoomIsMissingTooThoseFallWhoGiveBoth() {
        Plan plan =
                PLANNING.plan(
                        new Scenario()
                                .region("eu", "EU")
                                .node("n1", "eu", 2)
                                .node("n2", "eu", 2)
                                .queue(OWN, 1, 4, false)
                                .running("cheap", "n1", 0, 1, ran(1))
                                .running("other", "n1", 1, 1, Tenure.FIRM)
                                .running("a", "n2", 0, 1, ran(60))
                                .running("b", "n2", 1, 1, ran(60))
                                .pending(urgent(2))
                                .snapshot());
        assertThat(victims(plan)).containsExactlyInAnyOrder(running("a", 2), running("b", 3));
    }

    @Test
    void whatItsParentMayHoldIsTakenFromWhoBorrowedOfItsSiblings() {
        Scenario family =
                new Scenario()
                        .region("eu", "EU")
                        .node("n1", "eu", 8)
                        .queue(rule("lab", null, 4, false))
                        .queue(rule(OWN, "lab", 2, true))
                        .queue(rule("sibling", "lab", 2, true));
        Tenure lent = tenure("sibling", HIGH, 60, null, null);
        Plan plan =
                PLANNING.plan(
                        family.running("a", "n1", 0, 1, lent)
                                .running("b", "n1", 1, 1, lent)
                                .running("c", "n1", 2, 1, lent)
                                .running("d", "n1", 3, 1, lent)
                                .pending(urgent(2).priority(LOW))
                                .snapshot());
        assertThat(victims(plan)).as("what it was promised, and no more").hasSize(2);
        assertThat(plan.evictions()).extracting(Eviction::kind).containsOnly(Eviction.Kind.RECLAIM);
    }

    @Test
    void whatIsBeingStoppedAlreadyWillDo() {
        Tenure going = new Tenure(Scenario.queueId(OWN), LOW, true, null, null, null, null, true);
        Plan plan =
                PLANNING.plan(
                        limited()
                                .running("going", "n1", 0, 2, going)
                                .running("stays", "n1", 2, 2, ran(60))
                                .pending(urgent(2))
                                .pending(group("later").queue(OWN).gpus(1).priority(LOW))
                                .snapshot());
        assertThat(plan.evictions()).isEmpty();
        assertThat(plan.decisions()).isEmpty();
        assertThat(why(plan).token()).isEqualTo(PendingToken.WAITING_FOR_PREEMPTION);
    }

    @Test
    void eachOfSeveralHasItsOwnVictimsAndTheQueueHoldsNoMoreThanItMay() {
        Plan plan =
                PLANNING.plan(
                        limited()
                                .running("a", "n1", 0, 1, ran(10))
                                .running("b", "n1", 1, 1, ran(20))
                                .running("c", "n1", 2, 1, ran(30))
                                .running("d", "n1", 3, 1, ran(40))
                                .pending(urgent(1).count(3))
                                .pending(group("low").queue(OWN).gpus(1).count(2).priority(LOW))
                                .snapshot());
        assertThat(victims(plan))
                .containsExactlyInAnyOrder(running("a", 0), running("b", 1), running("c", 2));
        assertThat(plan.decisions()).isEmpty();
    }
}
