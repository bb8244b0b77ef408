package dev.meridian.controlplane.placement.index;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Room;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.solver.RandomFleets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is carried on from plan to plan is what would be made anew.
class OccupancyTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void isCarriedOn(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Snapshot snapshot = RandomFleets.crowded(seed).snapshot();
        List<Placed> placed = new ArrayList<>(snapshot.placed());
        Occupancy kept = Occupancy.of(snapshot);
        for (int step = 0; step < 50; step++) {
            for (int change = random.nextInt(4); change > 0; change--) {
                change(placed, random);
            }
            Snapshot now = with(snapshot, placed);
            kept = kept.next(now);
            assertSame(kept, now);
        }
    }

    @Test
    void anotherFleetIsLearnedAnew() {
        Snapshot one = RandomFleets.crowded(1).snapshot();
        Snapshot other = RandomFleets.crowded(2).snapshot();
        Occupancy first = Occupancy.of(one);
        assertSame(first.next(other), other);
        assertThat(first.next(one)).as("nothing has changed").isSameAs(first);
    }

    private static void change(List<Placed> placed, SplittableRandom random) {
        if (placed.isEmpty()) {
            return;
        }
        int at = random.nextInt(placed.size());
        Placed one = placed.get(at);
        switch (random.nextInt(3)) {
            case 0 -> placed.add(copy(one, random));
            case 1 -> placed.set(at, copy(one, random));
            default -> {
                Placed last = placed.removeLast();
                if (at < placed.size()) {
                    placed.set(at, last);
                }
            }
        }
    }

    private static Placed copy(Placed one, SplittableRandom random) {
        return new Placed(
                new AllocationId(new UUID(random.nextLong(), random.nextLong())),
                one.group(),
                one.node(),
                one.amounts(),
                one.devices(),
                random.nextBoolean());
    }

    private static Snapshot with(Snapshot snapshot, List<Placed> placed) {
        return new Snapshot(
                snapshot.at(),
                snapshot.nodes(),
                snapshot.links(),
                List.copyOf(placed),
                snapshot.groups(),
                Map.of());
    }

    private static void assertSame(Occupancy kept, Snapshot snapshot) {
        var rooms = snapshot.rooms();
        FreeCapacity capacity = kept.capacity();
        assertThat(capacity.size()).isEqualTo(snapshot.nodes().size());
        for (int i = 0; i < capacity.size(); i++) {
            Node node = capacity.node(i);
            Room room = requireNonNull(rooms.get(node.id()));
            var view = capacity.view(i);
            assertThat(view.cpuFree()).isEqualTo(room.cpuFree());
            assertThat(view.memoryFree()).isEqualTo(room.memoryFree());
            assertThat(view.diskFree()).isEqualTo(room.diskFree());
            assertThat(view.serviceCpu()).isEqualTo(room.serviceCpu());
            assertThat(view.serviceDisk()).isEqualTo(room.serviceDisk());
            for (int device = 0; device < node.devices().size(); device++) {
                assertThat(view.millisFree(device)).isEqualTo(room.millisFree(device));
            }
        }
        Occupancy anew = Occupancy.of(snapshot);
        assertThat(kept.census()).isEqualTo(anew.census());
        assertThat(kept.held()).isEqualTo(anew.held());
    }
}
