package dev.meridian.controlplane.fleet.store;

import dev.meridian.controlplane.fleet.model.AdminState;
import dev.meridian.controlplane.fleet.model.Cluster;
import dev.meridian.controlplane.fleet.model.ClusterId;
import dev.meridian.controlplane.fleet.model.Contact;
import dev.meridian.controlplane.fleet.model.Coordinates;
import dev.meridian.controlplane.fleet.model.Drain;
import dev.meridian.controlplane.fleet.model.FleetSign;
import dev.meridian.controlplane.fleet.model.NodeCapacity;
import dev.meridian.controlplane.fleet.model.NodeHealth;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodePool;
import dev.meridian.controlplane.fleet.model.NodePoolEdit;
import dev.meridian.controlplane.fleet.model.PoolId;
import dev.meridian.controlplane.fleet.model.Region;
import dev.meridian.controlplane.fleet.model.RegionEdit;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.fleet.model.RegionPair;
import dev.meridian.controlplane.fleet.model.RegionPairEdit;
import dev.meridian.controlplane.fleet.model.Taint;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import dev.meridian.controlplane.kernel.model.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The reading statements of the fleet, in stable order.
@Component
class FleetSql {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};
    private static final TypeReference<List<TaintJson>> TAINTS = new TypeReference<>() {};
    private static final TypeReference<List<AcceleratorJson>> DEVICES = new TypeReference<>() {};

    private final JdbcClient sql;

    FleetSql(JdbcClient sql) {
        this.sql = sql;
    }

    List<Region> regions() {
        return sql.sql(
                        "select name, provider, jurisdiction, latitude, longitude, version from regions order by name")
                .query((row, _) -> region(row))
                .list();
    }

    List<RegionPair> pairs() {
        return sql.sql(
                        """
                        select from_region, to_region, egress_usd_per_gb, latency_ms, bandwidth_mbps, version
                        from region_pairs order by from_region, to_region\
                        """)
                .query((row, _) ->
                        new RegionPair(
                                new RegionName(row.getString(1)),
                                new RegionName(row.getString(2)),
                                new RegionPairEdit(
                                        Money.ofDollars(row.getDouble(3)),
                                        row.getObject(4, Double.class),
                                        row.getObject(5, Double.class)),
                                row.getLong(6)))
                .list();
    }

    List<Cluster> clusters() {
        return sql.sql(
                        "select id, region, name, labels, version from clusters order by region, name")
                .query((row, _) ->
                        new Cluster(
                                new ClusterId(row.getObject(1, UUID.class)),
                                new RegionName(row.getString(2)),
                                row.getString(3),
                                JSON.readValue(row.getString(4), LABELS),
                                row.getLong(5)))
                .list();
    }

    List<NodePool> pools() {
        return sql.sql(
                        """
                        select p.id, p.cluster_id, c.region, c.name, p.name, p.labels, p.taints, p.spot,
                            p.price_per_hour, p.relative_speed, p.min_nodes, p.max_nodes, p.version
                        from node_pools p join clusters c on c.id = p.cluster_id order by c.region, c.name, p.name\
                        """)
                .query((row, _) -> pool(row))
                .list();
    }

    List<NodePulse> pulses() {
        return sql.sql(
                        """
                        select n.id, n.pool_id, n.version,
                            h.contact, h.boot_id, h.last_heard_at, h.connected_since, h.changed_at
                        from nodes n join node_health h on h.node_id = n.id order by n.id\
                        """)
                .query((row, _) ->
                        new NodePulse(
                                row.getObject(1, UUID.class),
                                new PoolId(row.getObject(2, UUID.class)),
                                row.getLong(3),
                                new NodeHealth(
                                        Contact.valueOf(row.getString(4)),
                                        row.getString(5),
                                        instant(row, 6),
                                        instant(row, 7),
                                        row.getObject(8, OffsetDateTime.class).toInstant())))
                .list();
    }

    FleetSign sign() {
        return sql.sql(
                        """
                        select count(*), coalesce(sum(n.version), 0), max(h.changed_at)
                        from nodes n join node_health h on h.node_id = n.id\
                        """)
                .query((row, _) -> new FleetSign(row.getLong(1), row.getLong(2), instant(row, 3)))
                .single();
    }

    FleetSign sign(NodeId node) {
        return sql.sql(
                        """
                        select count(*), coalesce(sum(n.version), 0), max(h.changed_at)
                        from nodes n join node_health h on h.node_id = n.id where n.id = :node\
                        """)
                .param("node", node.value())
                .query((row, _) -> new FleetSign(row.getLong(1), row.getLong(2), instant(row, 3)))
                .single();
    }

    List<NodeFacts> facts(Collection<UUID> ids) {
        return sql.sql(
                        """
                        select id, name, labels, taints, cpu_millis, memory_mib, disk_mib, network_mbps, accelerators,
                            capacity_declared, drivers, address, agent_version, price_per_hour, relative_speed,
                            admin_state, admin_reason, created_at, version,
                            drain_reason, drain_since, drain_deadline, drain_force, drain_done_at
                        from nodes where id = any(:ids)\
                        """)
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, _) -> facts(row))
                .list();
    }

    private static Region region(ResultSet row) throws SQLException {
        Double latitude = row.getObject(4, Double.class);
        Double longitude = row.getObject(5, Double.class);
        Coordinates at =
                latitude == null || longitude == null ? null : new Coordinates(latitude, longitude);
        return new Region(
                new RegionName(row.getString(1)),
                new RegionEdit(row.getString(2), row.getString(3), at),
                row.getLong(6));
    }

    private static NodePool pool(ResultSet row) throws SQLException {
        return new NodePool(
                new PoolId(row.getObject(1, UUID.class)),
                new ClusterId(row.getObject(2, UUID.class)),
                new RegionName(row.getString(3)),
                row.getString(4),
                row.getString(5),
                new NodePoolEdit(
                        JSON.readValue(row.getString(6), LABELS),
                        taints(row.getString(7)),
                        row.getBoolean(8),
                        Money.ofDollars(row.getDouble(9)),
                        row.getDouble(10),
                        row.getInt(11),
                        row.getObject(12, Integer.class)),
                row.getLong(13));
    }

    private static NodeFacts facts(ResultSet row) throws SQLException {
        Double price = row.getObject(14, Double.class);
        return new NodeFacts(
                row.getObject(1, UUID.class),
                row.getString(2),
                JSON.readValue(row.getString(3), LABELS),
                taints(row.getString(4)),
                new NodeCapacity(
                        new Millicores(row.getLong(5)),
                        new Mebibytes(row.getLong(6)),
                        new Mebibytes(row.getLong(7)),
                        row.getLong(8),
                        JSON.readValue(row.getString(9), DEVICES).stream()
                                .map(AcceleratorJson::toAccelerator)
                                .toList(),
                        row.getBoolean(10)),
                Set.of((String[]) row.getArray(11).getArray()),
                row.getString(12),
                row.getString(13),
                price == null ? null : Money.ofDollars(price),
                row.getObject(15, Double.class),
                AdminState.valueOf(row.getString(16)),
                row.getString(17),
                drain(row),
                row.getObject(18, OffsetDateTime.class).toInstant(),
                row.getLong(19));
    }

    private static @Nullable Drain drain(ResultSet row) throws SQLException {
        Instant since = instant(row, 21);
        return since == null
                ? null
                : new Drain(
                        row.getString(20),
                        since,
                        instant(row, 22),
                        row.getBoolean(23),
                        instant(row, 24));
    }

    private static List<Taint> taints(String json) {
        return JSON.readValue(json, TAINTS).stream().map(TaintJson::toTaint).toList();
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
