package dev.meridian.controlplane.placement.model.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.meridian.controlplane.placement.Scenario;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Room;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What typical work will not use of what is free.
class FragmentationTest {
    private static final TypicalWork WORK =
            new TypicalWork(
                    List.of(
                            new TypicalWork.Shape(4_000, 1, 1000, 0.4),
                            new TypicalWork.Shape(2_000, 1, 300, 0.2),
                            new TypicalWork.Shape(16_000, 4, 1000, 0.1),
                            new TypicalWork.Shape(8_000, 1, 700, 0.1),
                            new TypicalWork.Shape(32_000, 8, 1000, 0.05),
                            new TypicalWork.Shape(8_000, 0, 0, 0.15)));

    private static final Node NODE =
            new Scenario().region("r", "EU").node("n", "r", 8).snapshot().nodes().getFirst();
    private static final Fragmentation GOAL = new Fragmentation(WORK, List.of(NODE));

    private static double stranded(long cpuFree, Integer... millis) {
        return GOAL.stranded(new Room(NODE, cpuFree, 0, 0, List.of(millis), 0, 0));
    }

    /// 0.7 on a device leave 0.3, which the work asks for now and then; 0.95 leave what nobody can
    /// use.
    @Test
    void aGapThatNothingFillsIsLost() {
        assertThat(stranded(64_000, 50, 0, 0, 0, 0, 0, 0, 0)).isCloseTo(0.05, within(1e-9));
        assertThat(stranded(64_000, 300, 0, 0, 0, 0, 0, 0, 0)).isLessThan(0.001);
        assertThat(stranded(64_000, 350, 0, 0, 0, 0, 0, 0, 0)).isCloseTo(0.05, within(0.001));
        assertThat(stranded(64_000, 1000, 0, 0, 0, 0, 0, 0, 0)).isZero();
    }

    /// 4 cores for each accelerator, as the mean of this work has it within a tenth.
    @Test
    void withoutCpuAcceleratorsAreLost() {
        assertThat(stranded(0, 1000, 1000, 0, 0, 0, 0, 0, 0)).isCloseTo(2, within(1e-9));
        assertThat(stranded(4_300, 1000, 1000, 0, 0, 0, 0, 0, 0)).isBetween(0.9, 1.1);
        assertThat(stranded(20_000, 1000, 1000, 0, 0, 0, 0, 0, 0)).isZero();
    }

    /// Those who keep sums over the devices get what the view gets.
    @Test
    void sumsAgreeWithTheView() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 1000; i++) {
            List<Integer> millis =
                    IntStream.range(0, 8).mapToObj(_ -> 10 * random.nextInt(101)).toList();
            long cpu = random.nextInt(64_001);
            double left = millis.stream().mapToDouble(GOAL::leftover).sum();
            int free = millis.stream().mapToInt(Integer::intValue).sum();
            assertThat(GOAL.potential(left, free, cpu))
                    .isCloseTo(
                            GOAL.potential(new Room(NODE, cpu, 0, 0, millis, 0, 0)), within(1e-9));
        }
    }

    @Test
    void aFullerNodeIsTheBetterOne() {
        Node node =
                new Scenario().region("r", "EU").node("n", "r", 0).snapshot().nodes().getFirst();
        Fragmentation goal = new Fragmentation(WORK, List.of(node));
        double onEmpty = change(goal, node, 64_000);
        double onBusy = change(goal, node, 10_000);
        assertThat(onBusy).isLessThan(onEmpty);
    }

    private static double change(Fragmentation goal, Node node, long free) {
        return goal.potential(new Room(node, free - 4_000, 0, 0, List.of(), 0, 0))
                - goal.potential(new Room(node, free, 0, 0, List.of(), 0, 0));
    }
}
