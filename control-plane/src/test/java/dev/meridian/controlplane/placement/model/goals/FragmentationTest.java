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

/// The tables against the definition: for each shape, what it could not use of what is free.
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

    private static double byDefinition(Room room) {
        double stranded = 0;
        int total = room.millis().stream().mapToInt(Integer::intValue).sum();
        for (TypicalWork.Shape shape : WORK.shapes()) {
            int usable = 0;
            int useless = 0;
            for (int free : room.millis()) {
                if (free >= shape.millis()) {
                    usable++;
                } else {
                    useless += free;
                }
            }
            boolean fits =
                    shape.devices() > 0
                            && room.cpuFree() >= shape.cpuMillis()
                            && usable >= shape.devices();
            stranded += shape.frequency() * (fits ? useless : total);
        }
        return stranded / 1000;
    }

    @Test
    void tablesAgreeWithTheDefinition() {
        SplittableRandom random = new SplittableRandom(7);
        Node node =
                new Scenario().region("r", "EU").node("n", "r", 8).snapshot().nodes().getFirst();
        Fragmentation goal = new Fragmentation(WORK, List.of(node));
        for (int i = 0; i < 5000; i++) {
            List<Integer> millis =
                    IntStream.range(0, 8)
                            .mapToObj(_ ->
                                    random.nextInt(3) == 0
                                            ? 1000
                                            : random.nextInt(4) == 0 ? 0 : 10 * random.nextInt(100))
                            .toList();
            Room room = new Room(node, random.nextInt(64_001), 0, 0, millis, 0);
            assertThat(goal.stranded(room)).isCloseTo(byDefinition(room), within(1e-9));
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
        return goal.potential(new Room(node, free - 4_000, 0, 0, List.of(), 0))
                - goal.potential(new Room(node, free, 0, 0, List.of(), 0));
    }
}
