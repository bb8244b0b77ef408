package dev.meridian.controlplane.rest.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.meridian.controlplane.fleet.model.Accelerator;
import dev.meridian.controlplane.fleet.model.AdminState;
import dev.meridian.controlplane.fleet.model.Contact;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeHealth;
import dev.meridian.controlplane.fleet.model.NodeState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A node as the API shows it.
///
/// @param reason why it was cordoned, drained or quarantined; may be empty
/// @param drain how far its emptying is; null: it is not being emptied
/// @param labels as constraints see them
/// @param declared capacity was given on the agent's command line, not found
/// @param used by the host's own measurement; null when it has not been heard for two minutes
/// @param pricePerHour US dollars
/// @param standbys places that it keeps free for allocations of other regions, of projects that the
///   caller sees; absent in lists of nodes
record NodeView(
        UUID id,
        String name,
        String region,
        String cluster,
        UUID clusterId,
        String pool,
        UUID poolId,
        NodeState state,
        AdminState adminState,
        String reason,
        @Nullable DrainView drain,
        Health health,
        Amount capacity,
        Amount allocated,
        @Nullable Usage used,
        boolean declared,
        List<Device> accelerators,
        double pricePerHour,
        double relativeSpeed,
        boolean spot,
        Map<String, String> labels,
        List<TaintView> taints,
        Collection<String> drivers,
        String address,
        String agentVersion,
        Instant createdAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<HeldForAnswer> standbys) {

    /// @param lastHeardAt null: never
    /// @param connectedSince null: not connected
    record Health(
            Contact contact,
            @Nullable Instant lastHeardAt,
            @Nullable Instant connectedSince,
            Instant changedAt) {}

    record Device(
            int index, String vendor, String model, long memoryMib, String uuid, boolean declared) {

        static Device of(Accelerator device) {
            return new Device(
                    device.index(),
                    device.vendor(),
                    device.model(),
                    device.memory().value(),
                    device.uuid(),
                    device.declared());
        }
    }

    static NodeView of(Node node, Book book) {
        return of(node, book, null);
    }

    static NodeView of(Node node, Book book, @Nullable List<HeldForAnswer> standbys) {
        NodeHealth health = node.health();
        return new NodeView(
                node.id().value(),
                node.name(),
                node.region().value(),
                node.cluster(),
                node.clusterId().value(),
                node.pool(),
                node.poolId().value(),
                node.state(),
                node.admin(),
                node.adminReason(),
                book.drain(node),
                new Health(
                        health.contact(),
                        health.lastHeard(),
                        health.connectedSince(),
                        health.changedAt()),
                book.capacity(node),
                book.allocated(node),
                book.used(node),
                node.capacity().declared(),
                node.capacity().accelerators().stream().map(Device::of).toList(),
                node.pricePerHour().dollars(),
                node.relativeSpeed(),
                node.spot(),
                new TreeMap<>(node.labels()),
                node.taints().stream().map(TaintView::of).toList(),
                new TreeSet<>(node.drivers()),
                node.address(),
                node.agentVersion(),
                node.createdAt(),
                standbys);
    }
}
