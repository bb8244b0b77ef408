package dev.meridian.controlplane.commands.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.model.DeviceShare;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Two nodes of four devices: one is empty, of the other one device is taken.
class NodeChoiceTest {
    private final World world = Trials.world(2, 4);
    private final Hall empty = new Hall(world.nodes().getFirst());
    private final Hall begun = new Hall(world.nodes().getLast());
    private final Requirement one = Trials.job(0, 0, 1, 1, 1).requirement();

    NodeChoiceTest() {
        begun.take(Amounts.of(1000, 1024, 0), List.of(new DeviceShare(0, 1000)));
    }

    @Test
    void firstFitLikesAllAlike() {
        assertThat(new FirstFit().badness(one, empty))
                .isEqualTo(new FirstFit().badness(one, begun));
    }

    @Test
    void bestFitTakesTheFullerOne() {
        // three quarters of three goods stay free, or a half
        assertThat(new BestFit().badness(one, empty)).isEqualTo(2.25);
        assertThat(new BestFit().badness(one, begun)).isEqualTo(1.5);
    }

    /// Two pieces of work are typical: of one device and of four. On the empty node three devices
    /// become useless to the larger; on the other three were, and two are.
    @Test
    void fragmentationGradientKeepsTheEmptyNodeWhole() {
        FragmentationGradient choice = new FragmentationGradient();
        choice.look(
                new Snapshot(
                        Instant.EPOCH,
                        world.nodes(),
                        Map.of(),
                        List.of(),
                        List.of(waiting(1), waiting(4)),
                        Map.of()));
        assertThat(choice.badness(one, empty)).isEqualTo(3);
        assertThat(choice.badness(one, begun)).isEqualTo(-1);
    }

    private static PendingGroup waiting(int devices) {
        return new Course(Trials.job(devices, 0, 1, devices, 1), Instant.EPOCH, false, 0)
                .waiting(500);
    }
}
