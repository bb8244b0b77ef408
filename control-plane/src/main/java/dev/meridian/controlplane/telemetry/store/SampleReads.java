package dev.meridian.controlplane.telemetry.store;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.telemetry.model.HostUse;
import dev.meridian.controlplane.telemetry.model.Sample;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was measured last.
@Repository
public class SampleReads {
    /// Each newest row of a host, then of it what is asked for.
    private static final String HOSTS =
            """
            with newest as (
                select distinct on (node_id) node_id, layout, readings
                from samples
                where allocation_id is null and at > :since %s
                order by node_id, at desc)
            select n.node_id,
                n.readings[array_position(l.metrics, 'cpu.used')] as cores,
                n.readings[array_position(l.metrics, 'memory.used')] as memory,
                case when 'gpu.utilisation' = any (l.metrics) then (
                    select avg(r.value) from unnest(n.readings, l.metrics) r(value, metric)
                    where r.metric = 'gpu.utilisation') end as accelerators
            from newest n join sample_layouts l on l.id = n.layout\
            """;

    private static final String LATEST =
            """
            select distinct on (r.metric, r.device) s.at, r.metric, r.device, r.value
            from samples s
            join sample_layouts l on l.id = s.layout
            cross join lateral unnest(l.metrics, l.devices, s.readings) r(metric, device, value)
            where s.%s and s.at > :since
            order by r.metric, r.device, s.at desc\
            """;

    private final JdbcClient jdbc;

    SampleReads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The last sample of each metric and device of the host.
    public List<Sample> latest(NodeId node, Instant since) {
        return jdbc.sql(LATEST.formatted("node_id = :id and s.allocation_id is null"))
                .param("id", node.value())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, _) -> sample(row, null))
                .list();
    }

    /// The last sample of each metric and device of an allocation.
    public List<Sample> latest(AllocationId allocation, Instant since) {
        return jdbc.sql(LATEST.formatted("allocation_id = :id"))
                .param("id", allocation.value())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, _) -> sample(row, allocation))
                .list();
    }

    public Map<NodeId, HostUse> hosts(Instant since) {
        return uses(jdbc.sql(HOSTS.formatted("")).param("since", since.atOffset(ZoneOffset.UTC)));
    }

    public Map<NodeId, HostUse> hosts(Collection<NodeId> nodes, Instant since) {
        return uses(
                jdbc.sql(HOSTS.formatted("and node_id = any (:nodes)"))
                        .param("nodes", nodes.stream().map(NodeId::value).toArray(UUID[]::new))
                        .param("since", since.atOffset(ZoneOffset.UTC)));
    }

    /// When the newest sample of the host was taken.
    public Optional<Instant> newest(NodeId node, Instant since) {
        return jdbc.sql(
                        """
                        select max(at) as newest from samples
                        where node_id = :node and allocation_id is null and at > :since\
                        """)
                .param("node", node.value())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, _) ->
                        Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant))
                .single();
    }

    private static Sample sample(ResultSet row, @Nullable AllocationId allocation)
            throws SQLException {
        return new Sample(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                allocation,
                row.getString("metric"),
                row.getString("device"),
                row.getDouble("value"));
    }

    private static Map<NodeId, HostUse> uses(JdbcClient.StatementSpec statement) {
        Map<NodeId, HostUse> uses = new HashMap<>();
        statement.query(row -> {
            uses.put(
                    new NodeId(row.getObject("node_id", UUID.class)),
                    new HostUse(
                            row.getDouble("cores"),
                            row.getDouble("memory"),
                            row.getObject("accelerators", Double.class)));
        });
        return uses;
    }
}
