package dev.meridian.controlplane.placement.order;

import static dev.meridian.controlplane.placement.GroupBuilder.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.DeviceShare;
import dev.meridian.controlplane.placement.GroupBuilder;
import dev.meridian.controlplane.placement.Scenario;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Tenure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PrecedenceTest {
    private static final Duration PATIENCE = Duration.ofHours(10);
    private static final OrderSettings YIELDING = new OrderSettings(WorkOrder.SIZE, PATIENCE, true);
    private static final OrderSettings BY_SIZE = new OrderSettings(WorkOrder.SIZE, PATIENCE, false);
    private static final double HOUR = 3600;

    private static PendingGroup waiting(GroupBuilder builder, int after) {
        return builder.build(after);
    }

    private static Precedence knowing(PendingGroup group, @Nullable Double median, double spent) {
        return new Precedence(
                BY_SIZE,
                median == null ? Map.of() : Map.of(group.id(), median),
                spent == 0 ? Map.of() : Map.of(group.id(), new Past(spent, Scenario.NOW)),
                Scenario.NOW);
    }

    private static double delay(PendingGroup group, @Nullable Double median, double spent) {
        List<PendingGroup> alone = List.of(group);
        return knowing(group, median, spent).due(alone) - Precedence.AGE.due(alone);
    }

    @Test
    void workIsDueInProportionToWhatItIsForetoldToBe() {
        assertThat(delay(waiting(group("one").gpus(1), 0), 60.0, 0)).isEqualTo(180);
        assertThat(delay(waiting(group("four").gpus(4), 0), 60.0, 0)).isEqualTo(720);
        assertThat(delay(waiting(group("gang").gpus(4).count(2).gang(), 0), 60.0, 0))
                .isEqualTo(1440);
    }

    @Test
    void sixteenCoresCountAsOneAccelerator() {
        assertThat(delay(waiting(group("cpu").cores(8), 0), 60.0, 0)).isEqualTo(90);
    }

    @Test
    void instancesThatStartOnTheirOwnAreDueOnTheirOwn() {
        assertThat(delay(waiting(group("array").gpus(1).count(100), 0), 60.0, 0)).isEqualTo(180);
    }

    @Test
    void nothingIsDueLaterThanThePatience() {
        assertThat(delay(waiting(group("huge").gpus(8), 0), 1e9, 0))
                .isEqualTo(PATIENCE.toSeconds());
    }

    @Test
    void whatIsNotForetoldCountsWhatItHasTaken() {
        PendingGroup group = waiting(group("a").gpus(1), 0);
        assertThat(delay(group, null, 0)).isZero();
        assertThat(delay(group, null, 100)).isEqualTo(300);
        assertThat(delay(group, 50.0, 100)).isEqualTo(300);
    }

    /// It was moved or lost its node: the room that it gave up is not for who came later.
    @Test
    void whatHasHadItsTurnIsDueWhenItCame() {
        assertThat(delay(waiting(group("a").gpus(8).last("n1"), 0), 1e6, 0)).isZero();
    }

    @Test
    void servicesAreDueWhenTheyCome() {
        assertThat(delay(waiting(group("web").gpus(1).service(), 0), 1e6, 0)).isZero();
    }

    /// Whatever comes, and whatever is foretold of it: who came first by more than the patience
    /// goes first.
    @Test
    void nothingIsPassedByWhatCameLaterThanThePatience() {
        Random random = new Random(3);
        for (int round = 0; round < 1000; round++) {
            PendingGroup early = waiting(group("early").gpus(1 + random.nextInt(8)), 0);
            PendingGroup late =
                    waiting(
                            group("late").gpus(1),
                            (int) PATIENCE.toSeconds() + 1 + random.nextInt(1000));
            double first =
                    knowing(early, Math.exp(20 * random.nextDouble()), 0).due(List.of(early));
            double second = knowing(late, Math.exp(20 * random.nextDouble()), 0).due(List.of(late));
            assertThat(first).isLessThan(second);
        }
    }

    /// Held one device for so long.
    private static Placed running(double ran) {
        return new Placed(
                new AllocationId(new UUID(1, 1)),
                new GroupId(new UUID(1, 2)),
                new NodeId(new UUID(1, 3)),
                Scenario.cores(1),
                IntStream.range(0, 1).mapToObj(i -> new DeviceShare(i, 1000)).toList(),
                false,
                new Tenure(
                        Scenario.queueId("default"),
                        500,
                        true,
                        Scenario.NOW.minusSeconds((long) ran),
                        null,
                        null,
                        null,
                        false));
    }

    private static int level(double ran, double spent, @Nullable Instant queued) {
        GroupId group = new GroupId(new UUID(1, 2));
        return new Precedence(
                        YIELDING,
                        Map.of(group, 60.0),
                        queued == null ? Map.of() : Map.of(group, new Past(spent, queued)),
                        Scenario.NOW)
                .levelOfRunning(List.of(running(ran)));
    }

    @Test
    void whoOutlivesItsForecastYieldsToSmallerWork() {
        assertThat(level(HOUR, 0, null)).isZero();
        assertThat(level(5 * HOUR, 0, null)).isEqualTo(1);
        assertThat(level(5 * HOUR, 30 * HOUR, Scenario.NOW.minusSeconds((long) (35 * HOUR))))
                .isEqualTo(2);
    }

    @Test
    void whoHasWaitedForThePatienceYieldsToNone() {
        Instant queued = Scenario.NOW.minusSeconds((long) (36 * HOUR));
        assertThat(level(5 * HOUR, 25 * HOUR, queued)).isEqualTo(1);
        assertThat(level(5 * HOUR, 20 * HOUR, queued)).isZero();
    }

    /// A huge one came hours before.
    @Test
    void whereWorkYieldsTheSmallGoFirstUntilTheLargeHaveWaitedForThePatience() {
        PendingGroup huge = waiting(group("huge").gpus(8), 0);
        PendingGroup small = waiting(group("small").gpus(1), (int) (8 * HOUR));
        for (int hours : List.of(9, 11)) {
            Precedence then =
                    new Precedence(
                            YIELDING,
                            Map.of(huge.id(), 10 * HOUR, small.id(), HOUR),
                            Map.of(),
                            huge.submittedAt().plus(Duration.ofHours(hours)));
            assertThat(then.due(List.of(huge)) < then.due(List.of(small))).isEqualTo(hours > 10);
        }
    }

    @Test
    void withoutTheSettingAllAreAlike() {
        assertThat(
                        new Precedence(OrderSettings.USUAL, Map.of(), Map.of(), Scenario.NOW)
                                .levelOfRunning(List.of(running(1e6))))
                .isZero();
    }

    @Test
    void anUnknownOrderIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> WorkOrder.of("fifo"))
                .hasMessage("an order of queues is one of age, size, not `fifo`");
    }
}
