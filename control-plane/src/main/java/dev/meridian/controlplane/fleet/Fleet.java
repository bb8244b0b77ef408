package dev.meridian.controlplane.fleet;

import dev.meridian.controlplane.fleet.model.AdminOrder;
import dev.meridian.controlplane.fleet.model.Cluster;
import dev.meridian.controlplane.fleet.model.ClusterId;
import dev.meridian.controlplane.fleet.model.Contact;
import dev.meridian.controlplane.fleet.model.DrainOrder;
import dev.meridian.controlplane.fleet.model.Edit;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodePool;
import dev.meridian.controlplane.fleet.model.NodePoolEdit;
import dev.meridian.controlplane.fleet.model.NodeRegistration;
import dev.meridian.controlplane.fleet.model.PlaceInFleet;
import dev.meridian.controlplane.fleet.model.PoolId;
import dev.meridian.controlplane.fleet.model.Region;
import dev.meridian.controlplane.fleet.model.RegionEdit;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.fleet.model.RegionPair;
import dev.meridian.controlplane.fleet.model.RegionPairEdit;
import dev.meridian.controlplane.fleet.model.Registration;
import dev.meridian.controlplane.fleet.store.FleetRows;
import dev.meridian.controlplane.fleet.store.NodeHealthRows;
import dev.meridian.controlplane.fleet.store.NodeRows;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Changes what is known of the machines: enrolment, registration, contact, and what operators set.
///
/// Every `expected` is the version that the caller has seen (its ETag); null takes whatever is
/// there.
@Service
@Transactional
public class Fleet {
    private final FleetRows places;
    private final NodeRows nodes;
    private final NodeHealthRows health;

    Fleet(FleetRows places, NodeRows nodes, NodeHealthRows health) {
        this.places = places;
        this.nodes = nodes;
        this.health = health;
    }

    /// Makes a node, and its region, cluster and pool when they are new. It has no capacity until
    /// it registers.
    ///
    /// @param wish name that the host would like; made unique within the cluster
    public NodeId enrol(PlaceInFleet place, String wish, Instant now) {
        NodeId id = nodes.enrol(place, wish, now);
        health.add(id, now);
        return id;
    }

    /// A node has connected and says what it is and has. Saying the same twice changes nothing but
    /// its health.
    public Registration register(NodeRegistration said, Instant now) {
        String refusal = nodes.register(said);
        return refusal == null
                ? health.connected(said.id(), said.bootId(), now)
                : new Registration.Refused(refusal);
    }

    /// Streams of nodes ended. Contact stays as it is until silence has lasted.
    ///
    /// @param ended when the stream of each began: a newer one is left alone
    public void disconnected(Map<NodeId, Instant> ended) {
        health.disconnected(ended);
    }

    /// A node said that it goes: no silence has to be awaited.
    ///
    /// @param since when its stream began: a newer one is left alone
    public void departed(NodeId node, Instant since, Instant now) {
        health.departed(node, since, now);
    }

    /// Heartbeats of many nodes, in one statement.
    ///
    /// @return those that were SUSPECT or LOST until now
    public Set<NodeId> heard(Collection<NodeId> ids, Instant now) {
        return ids.isEmpty() ? Set.of() : health.heard(ids, now);
    }

    /// Signs of life of nodes that are not in contact yet: their contact stays as it is.
    public void glimpsed(Collection<NodeId> ids, Instant now) {
        if (!ids.isEmpty()) {
            health.glimpsed(ids, now);
        }
    }

    /// Declares a contact. Only nodes that still stand as `from` and have not been heard at
    /// `heardBefore` or later move, so a heartbeat that comes in at the same time wins.
    ///
    /// @return those that moved
    public Set<NodeId> contact(
            Collection<NodeId> ids, Contact from, Contact to, Instant heardBefore, Instant now) {
        return ids.isEmpty() ? Set.of() : health.move(ids, from, to, heardBefore, now);
    }

    /// @return for each of the nodes the next revision of its desired state
    public Map<NodeId, Long> nextRevisions(Collection<NodeId> ids) {
        return ids.isEmpty() ? Map.of() : health.nextRevisions(ids);
    }

    /// Cordon, uncordon, quarantine; for a drain see [#drain]. All but quarantine end a drain.
    public Edit<NodeId> administer(
            NodeId id, AdminOrder order, String reason, @Nullable Long expected) {
        if (order == AdminOrder.DRAIN) {
            throw new IllegalArgumentException("a drain has terms");
        }
        return nodes.administer(id, order, reason, expected);
    }

    /// The node takes no new work, and what it holds is to be moved away. Asked for again, the new
    /// terms hold. A quarantined node is emptied too, and stays quarantined.
    public Edit<NodeId> drain(NodeId id, DrainOrder order, @Nullable Long expected, Instant now) {
        return nodes.drain(id, order, expected, now);
    }

    /// The node was found empty.
    ///
    /// @return whether it is being drained and that is news
    public boolean drained(NodeId id, Instant now) {
        return nodes.drained(id, now);
    }

    public Edit<Region> putRegion(
            RegionName name, RegionEdit edit, @Nullable Long expected, Instant now) {
        return places.putRegion(name, edit, expected, now);
    }

    public Edit<RegionPair> putRegionPair(
            RegionName from, RegionName to, RegionPairEdit edit, @Nullable Long expected) {
        return places.putPair(from, to, edit, expected);
    }

    public Edit<Cluster> putCluster(
            ClusterId id, Map<String, String> labels, @Nullable Long expected) {
        return places.putCluster(id, labels, expected);
    }

    public Edit<NodePool> putNodePool(PoolId id, NodePoolEdit edit, @Nullable Long expected) {
        return places.putPool(id, edit, expected);
    }
}
