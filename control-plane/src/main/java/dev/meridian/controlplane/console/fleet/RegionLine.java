package dev.meridian.controlplane.console.fleet;

import dev.meridian.controlplane.fleet.model.FleetState;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeState;
import dev.meridian.controlplane.fleet.model.Region;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A region in the list.
///
/// @param states how many nodes stand how
record RegionLine(String name, int nodes, Map<NodeState, Long> states) {

    static List<RegionLine> of(FleetState fleet) {
        return fleet.regions().stream().map(region -> of(region, fleet)).toList();
    }

    private static RegionLine of(Region region, FleetState fleet) {
        List<Node> here =
                fleet.nodes().stream()
                        .filter(node -> node.region().equals(region.name()))
                        .toList();
        return new RegionLine(
                region.name().value(),
                here.size(),
                here.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Node::state, TreeMap::new, Collectors.counting())));
    }
}
