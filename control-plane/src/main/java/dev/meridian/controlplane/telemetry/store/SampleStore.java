package dev.meridian.controlplane.telemetry.store;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.telemetry.model.HostUse;
import dev.meridian.controlplane.telemetry.model.Sample;
import dev.meridian.controlplane.telemetry.model.Series;
import dev.meridian.controlplane.telemetry.model.Series.Point;
import dev.meridian.controlplane.telemetry.model.Span;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Repository;

/// Writes samples by COPY and reads them as series.
@Repository
public class SampleStore {
    private static final String COPY =
            "copy samples (at, node_id, allocation_id, metric, device, value) from stdin";

    private static final String SERIES =
            """
            select metric, device, date_bin(:step * interval '1 millisecond', at, :from) as bucket,
                   avg(value) as average, max(value) as max
              from samples
             where %s and at >= :from and at < :to
             group by metric, device, bucket
             order by metric, device, bucket
            """;

    private static final String HOSTS =
            """
            select node_id,
                max(value) filter (where metric = 'cpu.used') as cores,
                max(value) filter (where metric = 'memory.used') as memory,
                avg(value) filter (where metric = 'gpu.utilisation') as accelerators
            from (
                select distinct on (node_id, metric, device) node_id, metric, value
                from samples
                where allocation_id is null and metric in ('cpu.used', 'memory.used', 'gpu.utilisation') and at > :since %s
                order by node_id, metric, device, at desc) newest
            group by node_id\
            """;
    private static final String LATEST =
            """
            select distinct on (metric, device) at, metric, device, value
              from samples
             where node_id = :node and allocation_id is null and at > :since
             order by metric, device, at desc
            """;

    private static final String HOLDERS =
            """
            select distinct on (allocation_id) allocation_id, node_id
              from attempts
             where allocation_id = any (:ids)
             order by allocation_id, epoch desc
            """;

    private final DataSource dataSource;
    private final JdbcClient jdbc;

    SampleStore(DataSource dataSource, JdbcClient jdbc) {
        this.dataSource = dataSource;
        this.jdbc = jdbc;
    }

    /// A sample and the node that sent it.
    public record Measured(NodeId node, Sample sample) {}

    /// @return where each of these was placed last; absent: nowhere yet, or unknown
    public Map<AllocationId, NodeId> holders(Collection<AllocationId> allocations) {
        Map<AllocationId, NodeId> found = new HashMap<>();
        if (allocations.isEmpty()) return found;
        jdbc.sql(HOLDERS)
                .param("ids", allocations.stream().map(AllocationId::value).toArray(UUID[]::new))
                .query(row -> {
                    found.put(
                            new AllocationId(row.getObject(1, UUID.class)),
                            new NodeId(row.getObject(2, UUID.class)));
                });
        return found;
    }

    /// All of them or none.
    public void insert(List<Measured> rows) {
        StringBuilder lines = new StringBuilder(rows.size() * 120);
        for (Measured row : rows) {
            line(lines, row);
        }
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(COPY, new StringReader(lines.toString()));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot store " + rows.size() + " samples", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    public List<Series> seriesOfNode(NodeId node, Span span) {
        return series("node_id = :id and allocation_id is null", node.value(), span);
    }

    public List<Series> seriesOfAllocation(AllocationId allocation, Span span) {
        return series("allocation_id = :id", allocation.value(), span);
    }

    /// The last sample of each metric and device of the host.
    public List<Sample> latest(NodeId node, Instant since) {
        return jdbc.sql(LATEST)
                .param("node", node.value())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, _) ->
                        new Sample(
                                instant(row, "at"),
                                null,
                                row.getString("metric"),
                                row.getString("device"),
                                row.getDouble("value")))
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
                        where node_id = :node and allocation_id is null and metric = 'cpu.used' and at > :since\
                        """)
                .param("node", node.value())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, _) ->
                        Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant))
                .single();
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

    private List<Series> series(String whose, UUID id, Span span) {
        List<Series> all = new ArrayList<>();
        List<Point> points = new ArrayList<>();
        var last =
                new Object() {
                    @Nullable String metric;
                    String device = "";
                };
        jdbc.sql(SERIES.formatted(whose))
                .param("id", id)
                .param("from", span.from().atOffset(ZoneOffset.UTC))
                .param("to", span.to().atOffset(ZoneOffset.UTC))
                .param("step", span.step().toMillis())
                .query(row -> {
                    String metric = row.getString("metric");
                    String device = row.getString("device");
                    if (last.metric != null
                            && !(metric.equals(last.metric) && device.equals(last.device))) {
                        all.add(new Series(last.metric, last.device, points));
                        points.clear();
                    }
                    last.metric = metric;
                    last.device = device;
                    points.add(
                            new Point(
                                    instant(row, "bucket"),
                                    row.getDouble("average"),
                                    row.getDouble("max")));
                });
        if (last.metric != null) {
            all.add(new Series(last.metric, last.device, points));
        }
        return all;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static void line(StringBuilder out, Measured row) {
        Sample sample = row.sample();
        out.append(sample.at()).append('\t').append(row.node()).append('\t');
        out.append(sample.allocation() == null ? "\\N" : sample.allocation().toString())
                .append('\t');
        text(out, sample.metric());
        out.append('\t');
        text(out, sample.device());
        out.append('\t').append(sample.value()).append('\n');
    }

    /// As COPY's text format wants it.
    private static void text(StringBuilder out, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\0' -> out.append(' ');
                default -> out.append(c);
            }
        }
    }
}
