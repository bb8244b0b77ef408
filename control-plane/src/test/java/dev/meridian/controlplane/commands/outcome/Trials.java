package dev.meridian.controlplane.commands.outcome;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodeState;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Money;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Region;
import dev.meridian.controlplane.placement.model.Requirement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/// Small fleets and jobs of which the outcome can be told by hand.
final class Trials {
    private Trials() {}

    /// Nodes at a dollar an hour.
    static World world(int nodes, int devices) {
        return new World(
                IntStream.range(0, nodes)
                        .mapToObj(number ->
                                new Node(
                                        new NodeId(new UUID(9, number)),
                                        "n" + number,
                                        new Region("here", null, null),
                                        "c",
                                        "p",
                                        NodeState.READY,
                                        Map.of(),
                                        List.of(),
                                        Amounts.of(devices * 1000L, devices * 1024L, 0),
                                        IntStream.range(0, devices)
                                                .mapToObj(i -> new Device(i, "T4", Mebibytes.ZERO))
                                                .toList(),
                                        Set.of("sandbox"),
                                        Money.ofDollars(1),
                                        1,
                                        false))
                        .toList(),
                Map.of());
    }

    static Job job(int number, double submitted, int instances, int devices, double seconds) {
        return new Job(
                number,
                submitted,
                "q" + number % 2,
                "",
                instances,
                Requirement.of(
                        Amounts.of(devices * 1000L, devices * 1024L, 0),
                        AcceleratorNeed.whole(null, devices),
                        "sandbox"),
                null,
                null,
                0,
                _ -> seconds);
    }
}
