package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.fleet.model.FleetState;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.placement.model.Link;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.RegionPair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The nodes in memory. One that has not changed keeps its identity, by which an index knows it
/// again. Not for several threads.
final class FleetNodes {
    private Map<NodeId, Node> known = Map.of();
    private List<Node> nodes = List.of();
    private Map<RegionPair, Link> links = Map.of();

    void load(FleetState state) {
        List<Node> read = FleetMapping.nodes(state);
        Map<NodeId, Node> now = HashMap.newHashMap(read.size());
        List<Node> kept = new ArrayList<>(read.size());
        boolean same = read.size() == nodes.size();
        for (int i = 0; i < read.size(); i++) {
            Node node = read.get(i);
            Node before = known.get(node.id());
            Node one = before != null && before.equals(node) ? before : node;
            now.put(one.id(), one);
            kept.add(one);
            same = same && nodes.get(i) == one;
        }
        known = now;
        if (!same) {
            nodes = List.copyOf(kept);
        }
        links = FleetMapping.links(state);
    }

    /// In the order of their ids; the same list as long as no node has changed.
    List<Node> nodes() {
        return nodes;
    }

    Map<RegionPair, Link> links() {
        return links;
    }
}
