package dev.meridian.controlplane.console.nodes;

import dev.meridian.controlplane.fleet.model.Accelerator;
import dev.meridian.controlplane.fleet.model.Cluster;
import dev.meridian.controlplane.fleet.model.FleetState;
import dev.meridian.controlplane.fleet.model.NodePool;
import dev.meridian.controlplane.fleet.model.NodeState;
import dev.meridian.controlplane.fleet.model.Region;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What nodes can be filtered by.
///
/// @param clusters of the chosen region, or all
/// @param pools names
/// @param accelerators models
record NodeFacets(
        List<String> regions,
        List<Place> clusters,
        List<String> pools,
        List<String> accelerators,
        List<NodeState> states) {

    /// @param title `eu-west › a`
    record Place(String id, String title) {}

    static NodeFacets of(FleetState fleet, @Nullable String region) {
        return new NodeFacets(
                fleet.regions().stream().map(Region::name).map(Object::toString).toList(),
                fleet.clusters().stream()
                        .filter(cluster ->
                                region == null || region.equals(cluster.region().value()))
                        .map(NodeFacets::place)
                        .toList(),
                fleet.pools().stream().map(NodePool::name).distinct().sorted().toList(),
                fleet.nodes().stream()
                        .flatMap(node -> node.capacity().accelerators().stream())
                        .map(Accelerator::model)
                        .distinct()
                        .sorted()
                        .toList(),
                List.of(NodeState.values()));
    }

    private static Place place(Cluster cluster) {
        return new Place(
                cluster.id().toString(), cluster.region().value() + " › " + cluster.name());
    }
}
