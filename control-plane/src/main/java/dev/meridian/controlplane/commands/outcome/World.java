package dev.meridian.controlplane.commands.outcome;

import dev.meridian.controlplane.placement.model.Link;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.RegionPair;
import java.util.List;
import java.util.Map;

/// Where jobs run: nodes, and what it costs to carry data between their regions.
public record World(List<Node> nodes, Map<RegionPair, Link> links) {

    public World {
        nodes = List.copyOf(nodes);
        links = Map.copyOf(links);
    }

    public int accelerators() {
        return nodes.stream().mapToInt(node -> node.devices().size()).sum();
    }
}
