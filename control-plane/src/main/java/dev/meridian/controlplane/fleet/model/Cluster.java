package dev.meridian.controlplane.fleet.model;

import java.util.Map;

/// Nodes of one region that lie close together.
public record Cluster(
        ClusterId id, RegionName region, String name, Map<String, String> labels, long version) {

    public Cluster {
        Names.checked("cluster", name);
        labels = Map.copyOf(labels);
    }
}
