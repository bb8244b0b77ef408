package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.fleet.model.FleetState;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.Link;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Region;
import dev.meridian.controlplane.placement.model.RegionPair;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The fleet as the planner sees it.
final class FleetMapping {

    private FleetMapping() {}

    static List<Node> nodes(FleetState state) {
        Map<String, Region> regions =
                state.regions().stream()
                        .collect(
                                Collectors.toMap(
                                        region -> region.name().value(),
                                        region ->
                                                new Region(
                                                        region.name().value(),
                                                        region.jurisdiction(),
                                                        region.provider(),
                                                        region.facts().coordinates())));
        return state.nodes().stream()
                .map(node ->
                        node(
                                node,
                                regions.getOrDefault(
                                        node.region().value(), unknown(node.region().value()))))
                .toList();
    }

    /// A region that appeared between two queries states nothing yet.
    private static Region unknown(String name) {
        return new Region(name, null, null);
    }

    private static Node node(dev.meridian.controlplane.fleet.model.Node node, Region region) {
        return new Node(
                node.id(),
                node.name(),
                region,
                node.cluster(),
                node.pool(),
                node.state(),
                node.labels(),
                node.taints(),
                new Amounts(
                        node.capacity().cpu(), node.capacity().memory(), node.capacity().disk()),
                node.capacity().accelerators().stream()
                        .limit(Device.MOST)
                        .map(device -> new Device(device.index(), device.model(), device.memory()))
                        .toList(),
                node.drivers(),
                node.pricePerHour(),
                node.relativeSpeed(),
                node.spot());
    }

    static Map<RegionPair, Link> links(FleetState state) {
        return state.pairs().stream()
                .collect(
                        Collectors.toMap(
                                pair -> new RegionPair(pair.from().value(), pair.to().value()),
                                pair ->
                                        new Link(
                                                pair.facts().egressPerGb(),
                                                pair.facts().latencyMs(),
                                                pair.facts().bandwidthMbps())));
    }
}
