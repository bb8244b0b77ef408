package dev.meridian.controlplane.rest.fleet;

import dev.meridian.controlplane.dispatch.model.DrainWait;
import dev.meridian.controlplane.fleet.model.Accelerator;
import dev.meridian.controlplane.fleet.model.FleetState;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.DeviceShare;
import dev.meridian.controlplane.jobs.model.PlacedAllocation;
import dev.meridian.controlplane.telemetry.model.HostUse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The fleet, what is placed on it and what it uses, read together.
///
/// @param held copies that a node holds
/// @param waiting why work is still on nodes that are drained
record Book(
        FleetState fleet,
        Map<NodeId, Amount> allocated,
        Map<NodeId, Integer> held,
        Map<NodeId, List<DrainWait>> waiting,
        Map<NodeId, HostUse> used) {

    static Book of(
            FleetState fleet,
            List<PlacedAllocation> placed,
            Map<NodeId, List<DrainWait>> waiting,
            Map<NodeId, HostUse> used) {
        Map<NodeId, Node> nodes =
                fleet.nodes().stream().collect(Collectors.toMap(Node::id, Function.identity()));
        Map<NodeId, Amount> allocated = new HashMap<>();
        Map<NodeId, Integer> held = new HashMap<>();
        for (PlacedAllocation one : placed) {
            Node node = nodes.get(one.node());
            if (node != null) {
                allocated.merge(one.node(), amount(one, node), Amount::plus);
                held.merge(one.node(), 1, Integer::sum);
            }
        }
        return new Book(fleet, allocated, held, waiting, used);
    }

    Amount capacity(Node node) {
        Map<String, Double> devices = new TreeMap<>();
        node.capacity()
                .accelerators()
                .forEach(device -> devices.merge(device.model(), 1.0, Double::sum));
        return new Amount(
                node.capacity().cpu().cores(),
                node.capacity().memory().value(),
                node.capacity().disk().value(),
                devices);
    }

    Amount allocated(Node node) {
        return allocated.getOrDefault(node.id(), Amount.NOTHING);
    }

    int held(Node node) {
        return held.getOrDefault(node.id(), 0);
    }

    @Nullable DrainView drain(Node node) {
        return DrainView.of(node.drain(), held(node), waiting.getOrDefault(node.id(), List.of()));
    }

    @Nullable Usage used(Node node) {
        HostUse use = used.get(node.id());
        return use == null ? null : new Usage(use.cores(), use.memory());
    }

    /// Nodes taken together by what `key` says of them.
    <K> Map<K, Holdings> by(Function<Node, K> key) {
        Map<K, Holdings> all = new HashMap<>();
        for (Node node : fleet.nodes()) {
            all.put(
                    key.apply(node),
                    all.getOrDefault(key.apply(node), Holdings.NONE)
                            .plus(node, capacity(node), allocated(node), used(node)));
        }
        return all;
    }

    private static Amount amount(PlacedAllocation one, Node node) {
        Map<String, Double> devices = new TreeMap<>();
        for (DeviceShare share : one.devices()) {
            devices.merge(model(node, share.index()), share.millis() / 1000.0, Double::sum);
        }
        return new Amount(one.cpu().cores(), one.memory().value(), one.disk().value(), devices);
    }

    private static String model(Node node, int index) {
        return node.capacity().accelerators().stream()
                .filter(device -> device.index() == index)
                .map(Accelerator::model)
                .findFirst()
                .orElse("unknown");
    }
}
