package dev.meridian.controlplane.fleet;

import dev.meridian.controlplane.fleet.model.Contact;
import dev.meridian.controlplane.fleet.model.Drain;
import dev.meridian.controlplane.fleet.model.FleetSign;
import dev.meridian.controlplane.fleet.model.FleetState;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeFilter;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.Region;
import dev.meridian.controlplane.fleet.model.SilentNode;
import dev.meridian.controlplane.fleet.store.DrainingRows;
import dev.meridian.controlplane.fleet.store.FleetReader;
import dev.meridian.controlplane.fleet.store.NodeHealthRows;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Reads the fleet. What is allocated on it is known to `jobs`; doors and planner put the two
/// together.
@Service
public class FleetQueries {
    private final FleetReader reader;
    private final NodeHealthRows health;
    private final DrainingRows drains;

    FleetQueries(FleetReader reader, NodeHealthRows health, DrainingRows drains) {
        this.reader = reader;
        this.health = health;
        this.drains = drains;
    }

    /// The whole fleet in one consistent read, nodes in the order of their ids.
    public FleetState fleet() {
        return reader.read();
    }

    /// Known regions by name, with what people have set of them, read without the rest of the
    /// fleet.
    public List<Region> regions() {
        return reader.regions();
    }

    /// @param after the last id of the page before; null for the first
    public List<Node> nodes(NodeFilter filter, @Nullable NodeId after, int limit) {
        return fleet().nodes().stream()
                .filter(node ->
                        after == null || node.id().toString().compareTo(after.toString()) > 0)
                .filter(filter::matches)
                .limit(limit)
                .toList();
    }

    public Optional<Node> node(NodeId id) {
        return fleet().nodes().stream().filter(node -> node.id().equals(id)).findFirst();
    }

    /// What differs when the fleet does, read without reading the fleet.
    public FleetSign sign() {
        return reader.sign();
    }

    /// The same of one node.
    public FleetSign sign(NodeId node) {
        return reader.sign(node);
    }

    /// Nodes that are being emptied and were not found empty yet.
    public Map<NodeId, Drain> draining() {
        return drains.draining();
    }

    /// Nodes that stand as `contact` and were last heard before an instant.
    public List<SilentNode> silent(Contact contact, Instant heardBefore) {
        return health.silent(contact, heardBefore);
    }
}
