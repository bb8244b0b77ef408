package dev.meridian.controlplane.fleet.model;

import dev.meridian.controlplane.kernel.model.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A host that runs a region agent, with all that its pool, cluster and region lend it.
///
/// @param labels as constraints see them, see [NodeLabels]
/// @param taints its own and its pool's
/// @param address where ranks on other nodes reach this host; may be empty
/// @param pricePerHour its own or its pool's
/// @param relativeSpeed its own or its pool's; 1.0 is the reference node
/// @param drain null: it is not being emptied
/// @param version grows with each edit and each registration that changed something
public record Node(
        NodeId id,
        String name,
        RegionName region,
        ClusterId clusterId,
        String cluster,
        PoolId poolId,
        String pool,
        Map<String, String> labels,
        List<Taint> taints,
        NodeCapacity capacity,
        Set<String> drivers,
        String address,
        String agentVersion,
        Money pricePerHour,
        double relativeSpeed,
        boolean spot,
        AdminState admin,
        String adminReason,
        @Nullable Drain drain,
        NodeHealth health,
        Instant createdAt,
        long version) {

    public NodeState state() {
        return NodeState.of(admin, health.contact());
    }

    /// The same node with what was last heard of it.
    public Node with(NodeHealth heard) {
        return new Node(
                id,
                name,
                region,
                clusterId,
                cluster,
                poolId,
                pool,
                labels,
                taints,
                capacity,
                drivers,
                address,
                agentVersion,
                pricePerHour,
                relativeSpeed,
                spot,
                admin,
                adminReason,
                drain,
                heard,
                createdAt,
                version);
    }
}
