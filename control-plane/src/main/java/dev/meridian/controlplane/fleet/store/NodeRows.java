package dev.meridian.controlplane.fleet.store;

import dev.meridian.controlplane.fleet.model.AdminMove;
import dev.meridian.controlplane.fleet.model.AdminOrder;
import dev.meridian.controlplane.fleet.model.AdminState;
import dev.meridian.controlplane.fleet.model.DrainOrder;
import dev.meridian.controlplane.fleet.model.Edit;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodeRegistration;
import dev.meridian.controlplane.fleet.model.PlaceInFleet;
import dev.meridian.controlplane.kernel.Ids;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Nodes as they are enrolled, registered and administered; each within the caller's transaction.
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class NodeRows {
    private static final int LONGEST_NAME = 63;

    private final EntityManager rows;
    private final FleetRows fleet;
    private final Ids ids;

    NodeRows(EntityManager rows, FleetRows fleet, Ids ids) {
        this.rows = rows;
        this.fleet = fleet;
        this.ids = ids;
    }

    /// Makes the node, and its region, cluster and pool when they are new.
    ///
    /// @param wish name that the host would like; made unique within the cluster
    public NodeId enrol(PlaceInFleet place, String wish, Instant now) {
        fleet.addRegion(place.region(), now);
        ClusterRow cluster = cluster(place, now);
        NodePoolRow pool = pool(cluster, place.pool(), now);
        var row = new NodeRow(ids.next(), pool, freeName(cluster, wish), now);
        rows.persist(row);
        rows.flush();
        return new NodeId(row.id());
    }

    /// @return why not, or null when the row now says what the node said
    public @Nullable String register(NodeRegistration said) {
        NodeRow row = rows.find(NodeRow.class, said.id().value());
        if (row == null) {
            return "node " + said.id() + " is not known here any more; join again with a new token";
        }
        Optional<String> contradiction = said.claim().contradicts(row.place());
        if (contradiction.isPresent()) {
            return "node "
                    + said.id()
                    + ": "
                    + contradiction.get()
                    + "; join again with a token for it";
        }
        row.register(said);
        rows.flush();
        return null;
    }

    /// Cordon, uncordon, quarantine: but for the last they end a drain.
    ///
    /// @param expected version that the caller has seen; null: whatever is there
    public Edit<NodeId> administer(
            NodeId id, AdminOrder order, String reason, @Nullable Long expected) {
        return change(
                id,
                order,
                expected,
                (row, to) -> {
                    row.administer(to, reason);
                    if (order != AdminOrder.QUARANTINE) {
                        row.endDrain();
                    }
                });
    }

    /// @param expected version that the caller has seen; null: whatever is there
    public Edit<NodeId> drain(NodeId id, DrainOrder order, @Nullable Long expected, Instant now) {
        return change(
                id,
                AdminOrder.DRAIN,
                expected,
                (row, to) -> {
                    if (to == AdminState.DRAINING) {
                        row.administer(to, order.reason());
                    }
                    row.drain(order, now);
                });
    }

    /// The node is empty.
    ///
    /// @return whether it is being drained and was not known to be empty
    public boolean drained(NodeId id, Instant now) {
        NodeRow row = rows.find(NodeRow.class, id.value(), LockModeType.PESSIMISTIC_WRITE);
        return row != null && row.drained(now);
    }

    private Edit<NodeId> change(
            NodeId id,
            AdminOrder order,
            @Nullable Long expected,
            BiConsumer<NodeRow, AdminState> change) {
        NodeRow row = rows.find(NodeRow.class, id.value(), LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            return new Edit.Missing<>("there is no node " + id);
        }
        if (expected != null && expected != row.version()) {
            return new Edit.Stale<>(row.version());
        }
        return switch (row.adminState().on(order)) {
            case AdminMove.Moved(var to) -> {
                change.accept(row, to);
                rows.flush();
                yield new Edit.Changed<>(id);
            }
            case AdminMove.NoChange _ -> new Edit.Changed<>(id);
            case AdminMove.Refused(var why) -> new Edit.Refused<>(why);
        };
    }

    /// Locked, so that names within it are given one at a time.
    private ClusterRow cluster(PlaceInFleet place, Instant now) {
        rows.createNativeQuery(
                        "insert into clusters (id, region, name, created_at) values (:id, :region, :name, :now) on conflict do nothing")
                .setParameter("id", ids.next())
                .setParameter("region", place.region().value())
                .setParameter("name", place.cluster())
                .setParameter("now", now)
                .executeUpdate();
        return rows.createQuery(
                        "from ClusterRow where region = :region and name = :name", ClusterRow.class)
                .setParameter("region", place.region().value())
                .setParameter("name", place.cluster())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getSingleResult();
    }

    private NodePoolRow pool(ClusterRow cluster, String name, Instant now) {
        return rows.createQuery(
                        "from NodePoolRow where cluster.id = :cluster and name = :name",
                        NodePoolRow.class)
                .setParameter("cluster", cluster.id())
                .setParameter("name", name)
                .getResultStream()
                .findFirst()
                .orElseGet(() -> {
                    var pool = new NodePoolRow(ids.next(), cluster, name, now);
                    rows.persist(pool);
                    return pool;
                });
    }

    private String freeName(ClusterRow cluster, String wish) {
        String clean = wish.strip().replaceAll("[^A-Za-z0-9._-]", "-");
        String base =
                clean.isEmpty()
                        ? "node"
                        : clean.substring(0, Math.min(clean.length(), LONGEST_NAME - 6));
        Set<String> taken =
                new HashSet<>(
                        rows.createQuery(
                                        "select name from NodeRow where clusterId = :cluster and name like :start",
                                        String.class)
                                .setParameter("cluster", cluster.id())
                                .setParameter("start", base.replace("_", "\\_") + "%")
                                .getResultList());
        String name = base;
        for (int i = 2; taken.contains(name); i++) {
            name = base + "-" + i;
        }
        return name;
    }
}
