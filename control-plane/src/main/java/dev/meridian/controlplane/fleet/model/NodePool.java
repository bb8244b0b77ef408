package dev.meridian.controlplane.fleet.model;

/// A set of like nodes of one cluster that can grow and shrink.
///
/// @param cluster name of the cluster, unique within its region
public record NodePool(
        PoolId id,
        ClusterId clusterId,
        RegionName region,
        String cluster,
        String name,
        NodePoolEdit facts,
        long version) {

    public NodePool {
        Names.checked("node pool", name);
    }
}
