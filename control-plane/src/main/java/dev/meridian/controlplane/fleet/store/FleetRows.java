package dev.meridian.controlplane.fleet.store;

import dev.meridian.controlplane.fleet.model.Cluster;
import dev.meridian.controlplane.fleet.model.ClusterId;
import dev.meridian.controlplane.fleet.model.Edit;
import dev.meridian.controlplane.fleet.model.NodePool;
import dev.meridian.controlplane.fleet.model.NodePoolEdit;
import dev.meridian.controlplane.fleet.model.PoolId;
import dev.meridian.controlplane.fleet.model.Region;
import dev.meridian.controlplane.fleet.model.RegionEdit;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.fleet.model.RegionPair;
import dev.meridian.controlplane.fleet.model.RegionPairEdit;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Edits of regions, their pairs, clusters and pools; each within the caller's transaction.
///
/// A row is locked before its version is compared, so of two edits that start from one version the
/// second is stale.
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class FleetRows {
    private final EntityManager rows;

    FleetRows(EntityManager rows) {
        this.rows = rows;
    }

    /// @param expected version that the caller has seen; null: whatever is there
    public Edit<Region> putRegion(
            RegionName name, RegionEdit edit, @Nullable Long expected, Instant now) {
        boolean created = expected == null && addRegion(name, now);
        RegionRow row = rows.find(RegionRow.class, name.value(), LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            return new Edit.Missing<>("there is no region \"" + name + "\"");
        }
        if (expected != null && expected != row.version()) {
            return new Edit.Stale<>(row.version());
        }
        row.edit(edit);
        rows.flush();
        return created ? new Edit.Created<>(row.toRegion()) : new Edit.Changed<>(row.toRegion());
    }

    public Edit<RegionPair> putPair(
            RegionName from, RegionName to, RegionPairEdit edit, @Nullable Long expected) {
        for (RegionName end : new RegionName[] {from, to}) {
            if (rows.find(RegionRow.class, end.value()) == null) {
                return new Edit.Missing<>("there is no region \"" + end + "\"");
            }
        }
        boolean created = expected == null && addPair(from, to);
        RegionPairRow row =
                rows.find(
                        RegionPairRow.class,
                        new RegionPairRow.Key(from.value(), to.value()),
                        LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            return new Edit.Missing<>(
                    "nothing is known of the way from \"" + from + "\" to \"" + to + "\"");
        }
        if (expected != null && expected != row.version()) {
            return new Edit.Stale<>(row.version());
        }
        row.edit(edit);
        rows.flush();
        return created ? new Edit.Created<>(row.toPair()) : new Edit.Changed<>(row.toPair());
    }

    public Edit<Cluster> putCluster(
            ClusterId id, Map<String, String> labels, @Nullable Long expected) {
        ClusterRow row = rows.find(ClusterRow.class, id.value(), LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            return new Edit.Missing<>("there is no cluster " + id);
        }
        if (expected != null && expected != row.version()) {
            return new Edit.Stale<>(row.version());
        }
        row.edit(Map.copyOf(labels));
        rows.flush();
        return new Edit.Changed<>(row.toCluster());
    }

    public Edit<NodePool> putPool(PoolId id, NodePoolEdit edit, @Nullable Long expected) {
        NodePoolRow row = rows.find(NodePoolRow.class, id.value(), LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            return new Edit.Missing<>("there is no node pool " + id);
        }
        if (expected != null && expected != row.version()) {
            return new Edit.Stale<>(row.version());
        }
        row.edit(edit);
        rows.flush();
        return new Edit.Changed<>(row.toPool());
    }

    /// Makes the region when it is new.
    ///
    /// @return whether it was
    boolean addRegion(RegionName name, Instant now) {
        return rows.createNativeQuery(
                                "insert into regions (name, created_at) values (:name, :now) on conflict do nothing")
                        .setParameter("name", name.value())
                        .setParameter("now", now)
                        .executeUpdate()
                == 1;
    }

    private boolean addPair(RegionName from, RegionName to) {
        return rows.createNativeQuery(
                                "insert into region_pairs (from_region, to_region) values (:a, :b) on conflict do nothing")
                        .setParameter("a", from.value())
                        .setParameter("b", to.value())
                        .executeUpdate()
                == 1;
    }
}
