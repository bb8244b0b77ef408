package dev.meridian.controlplane.fleet.store;

import dev.meridian.controlplane.fleet.model.AdminState;
import dev.meridian.controlplane.fleet.model.Drain;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeCapacity;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodeLabels;
import dev.meridian.controlplane.fleet.model.NodePool;
import dev.meridian.controlplane.fleet.model.Taint;
import dev.meridian.controlplane.kernel.model.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A row of `nodes`, as read.
record NodeFacts(
        UUID id,
        String name,
        Map<String, String> labels,
        List<Taint> taints,
        NodeCapacity capacity,
        Set<String> drivers,
        String address,
        String agentVersion,
        @Nullable Money pricePerHour,
        @Nullable Double relativeSpeed,
        AdminState admin,
        String adminReason,
        @Nullable Drain drain,
        Instant createdAt,
        long version) {

    Node describe(NodePulse pulse, FleetReader.Parents parents) {
        NodePool pool = parents.pool();
        return new Node(
                new NodeId(id),
                name,
                parents.region().name(),
                parents.cluster().id(),
                parents.cluster().name(),
                pool.id(),
                pool.name(),
                NodeLabels.of(name, parents.region(), parents.cluster(), pool, labels, capacity),
                Stream.concat(taints.stream(), pool.facts().taints().stream()).distinct().toList(),
                capacity,
                drivers,
                address,
                agentVersion,
                pricePerHour == null ? pool.facts().pricePerHour() : pricePerHour,
                relativeSpeed == null ? pool.facts().relativeSpeed() : relativeSpeed,
                pool.facts().spot(),
                admin,
                adminReason,
                drain,
                pulse.health(),
                createdAt,
                version);
    }
}
