package dev.meridian.controlplane.fleet.model;

import java.util.List;

/// The whole fleet as it stood at one moment: regions and pools by name, nodes by id.
public record FleetState(
        List<Region> regions,
        List<RegionPair> pairs,
        List<Cluster> clusters,
        List<NodePool> pools,
        List<Node> nodes) {

    public FleetState {
        regions = List.copyOf(regions);
        pairs = List.copyOf(pairs);
        clusters = List.copyOf(clusters);
        pools = List.copyOf(pools);
        nodes = List.copyOf(nodes);
    }
}
