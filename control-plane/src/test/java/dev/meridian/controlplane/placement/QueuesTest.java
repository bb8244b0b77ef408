package dev.meridian.controlplane.placement;

import static dev.meridian.controlplane.placement.GroupBuilder.group;
import static dev.meridian.controlplane.placement.Scenario.allocationId;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.placement.model.PendingExplanation;
import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.queues.Goods;
import dev.meridian.controlplane.placement.model.queues.QueueRule;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What plans make of quota, weight and borrowing.
class QueuesTest {
    private static final Planning PLANNING = new Planning(SolverSettings.byMoves(300));

    private static Scenario eightGpus() {
        return new Scenario().region("eu", "EU").node("n1", "eu", 8);
    }

    private static long placed(Plan plan, String group) {
        return IntStream.range(0, 100)
                .filter(i ->
                        plan.decisions().stream()
                                .anyMatch(one -> one.allocation().equals(allocationId(group, i))))
                .count();
    }

    private static PendingExplanation why(Plan plan, String group, int index) {
        return requireNonNull(plan.pending().get(allocationId(group, index)), "it does not wait");
    }

    @Test
    void weightsShareWhatAllWant() {
        Plan plan =
                PLANNING.plan(
                        eightGpus()
                                .queue(weight("heavy", 3))
                                .queue(weight("light", 1))
                                .pending(group("a").queue("light").gpus(1).count(8))
                                .pending(group("b").queue("heavy").gpus(1).count(8))
                                .snapshot());
        assertThat(placed(plan, "a")).isEqualTo(2);
        assertThat(placed(plan, "b")).isEqualTo(6);
    }

    @Test
    void whatAQueueHeldBeforeCounts() {
        QueueRule greedy =
                new QueueRule(
                        Scenario.queueId("greedy"),
                        null,
                        1,
                        null,
                        true,
                        false,
                        new Goods(0, 0, 4000));
        Plan plan =
                PLANNING.plan(
                        eightGpus()
                                .queue(greedy)
                                .queue(weight("modest", 1.0001))
                                .pending(group("a").queue("greedy").gpus(1).count(8))
                                .pending(group("b").queue("modest").gpus(1).count(8))
                                .snapshot());
        assertThat(placed(plan, "a")).isEqualTo(2);
        assertThat(placed(plan, "b")).isEqualTo(6);
    }

    @Test
    void withoutBorrowingTheQuotaIsALimitWhateverIsFree() {
        Plan plan =
                PLANNING.plan(
                        eightGpus()
                                .queue("small", 1, 3, false)
                                .pending(group("a").queue("small").gpus(1).count(5).preemptible())
                                .pending(group("b").queue("small").gpus(4).preemptible())
                                .snapshot());
        assertThat(placed(plan, "a")).isEqualTo(3);
        assertThat(why(plan, "a", 4).token()).isEqualTo(PendingToken.WAITING_FOR_QUOTA);
        assertThat(why(plan, "a", 4).sentence())
                .isEqualTo("queue small uses 3 of 3 GPUs, this needs 1");
        assertThat(why(plan, "a", 4).numbers()).containsEntry("quota", 3.0);
        assertThat(why(plan, "b", 0).token()).isEqualTo(PendingToken.EXCEEDS_QUOTA);
        assertThat(why(plan, "b", 0).sentence())
                .isEqualTo("needs 4 GPUs at once, queue small may use 3");
    }

    @Test
    void onlyWhatCanBeTakenBackBorrows() {
        Plan plan =
                PLANNING.plan(
                        eightGpus()
                                .queue("small", 1, 3, true)
                                .pending(group("firm").queue("small").gpus(1).count(5))
                                .pending(
                                        group("soft").queue("small").gpus(1).count(4).preemptible())
                                .snapshot());
        assertThat(placed(plan, "firm")).isEqualTo(3);
        assertThat(placed(plan, "soft")).isEqualTo(4);
        assertThat(why(plan, "firm", 4).sentence())
                .isEqualTo(
                        "queue small uses 3 of 3 GPUs for jobs that must not be stopped, this needs 1;"
                                + " only preemptible jobs may borrow");
    }

    @Test
    void aGangIsLetInWholeOrNotAtAll() {
        Plan plan =
                PLANNING.plan(
                        eightGpus()
                                .queue("small", 1, 3, false)
                                .pending(group("gang").queue("small").gpus(1).count(4).gang())
                                .pending(group("one").queue("small").gpus(1).count(2))
                                .snapshot());
        assertThat(placed(plan, "gang")).isZero();
        assertThat(why(plan, "gang", 0).token()).isEqualTo(PendingToken.EXCEEDS_QUOTA);
        assertThat(placed(plan, "one")).isEqualTo(2);
    }

    @Test
    void fromASuspendedQueueNothingStarts() {
        QueueRule held =
                new QueueRule(Scenario.queueId("held"), null, 1, null, true, true, Goods.NONE);
        Plan plan =
                PLANNING.plan(eightGpus().queue(held).pending(group("a").queue("held")).snapshot());
        assertThat(why(plan, "a", 0).token()).isEqualTo(PendingToken.SUSPENDED);
    }

    @Test
    void theSolverDoesNotGetAroundAQuota() {
        Plan plan =
                PLANNING.plan(
                        eightGpus()
                                .node("n2", "eu", 8)
                                .queue("small", 1, 3, false)
                                .pending(group("a").queue("small").gpus(2).count(3))
                                .pending(group("b").queue("other").gpus(5).count(3))
                                .pending(group("c").queue("small").gpus(1).count(6))
                                .snapshot());
        assertThat(2 * placed(plan, "a") + placed(plan, "c")).isLessThanOrEqualTo(3);
    }

    private static QueueRule weight(String name, double weight) {
        return new QueueRule(Scenario.queueId(name), null, weight, null, true, false, Goods.NONE);
    }
}
