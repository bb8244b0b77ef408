package dev.meridian.controlplane.dispatch;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.placement.migration.Chain;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.PlacementDecision;
import dev.meridian.controlplane.placement.model.Room;
import dev.meridian.controlplane.placement.model.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether what a chain brings to its nodes still fits there.
final class Arrivals {

    private Arrivals() {}

    /// @param seen what the chain was found in
    static boolean fit(Chain chain, Snapshot seen, Snapshot now) {
        Map<AllocationId, Placed> before =
                seen.placed().stream()
                        .filter(one -> !one.tenure().stopping())
                        .collect(toMap(Placed::allocation, Function.identity()));
        Map<NodeId, List<Placed>> coming =
                chain.moves().stream()
                        .flatMap(move -> arriving(move, before.get(move.allocation())))
                        .collect(groupingBy(Placed::node));
        Map<NodeId, Node> nodes =
                now.nodes().stream()
                        .filter(node -> coming.containsKey(node.id()))
                        .collect(toMap(Node::id, Function.identity()));
        Map<NodeId, List<Placed>> there =
                now.placed().stream()
                        .filter(one -> coming.containsKey(one.node()))
                        .collect(groupingBy(Placed::node));
        return coming.entrySet().stream()
                .allMatch(each -> {
                    @Nullable Node node = nodes.get(each.getKey());
                    List<Placed> all = new ArrayList<>(each.getValue());
                    all.addAll(there.getOrDefault(each.getKey(), List.of()));
                    return node != null && seen.nodes().contains(node) && holds(Room.of(node, all));
                });
    }

    private static Stream<Placed> arriving(PlacementDecision move, @Nullable Placed before) {
        return before == null
                ? Stream.of()
                : Stream.of(
                        new Placed(
                                before.allocation(),
                                before.group(),
                                move.node(),
                                before.amounts(),
                                move.devices(),
                                before.service()));
    }

    private static boolean holds(Room room) {
        return room.cpuFree() >= 0
                && room.memoryFree() >= 0
                && room.diskFree() >= 0
                && room.millis().stream().allMatch(free -> free >= 0);
    }
}
