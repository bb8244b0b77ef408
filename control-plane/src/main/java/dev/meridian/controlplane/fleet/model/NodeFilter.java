package dev.meridian.controlplane.fleet.model;

import org.jspecify.annotations.Nullable;

/// Which nodes to list; null leaves a dimension open.
///
/// @param cluster name or id
/// @param pool name or id
public record NodeFilter(
        @Nullable String region,
        @Nullable String cluster,
        @Nullable String pool,
        @Nullable NodeState state) {

    public static final NodeFilter ALL = new NodeFilter(null, null, null, null);

    public boolean matches(Node node) {
        return (region == null || region.equals(node.region().value()))
                && (cluster == null
                        || cluster.equals(node.cluster())
                        || cluster.equals(node.clusterId().toString()))
                && (pool == null
                        || pool.equals(node.pool())
                        || pool.equals(node.poolId().toString()))
                && (state == null || state == node.state());
    }
}
