package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.StandbyNews;
import dev.meridian.controlplane.jobs.model.view.StandbyOnNode;
import dev.meridian.controlplane.jobs.model.view.StandbyView;
import dev.meridian.controlplane.jobs.store.PlacedRows.Held;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Places that stand by, as their agents and people are told of them.
@Component
public class StandbyViews {
    private static final String VIEWS =
            """
            select s.allocation_id, s.node_id, n.name as node_name, s.region, s.cluster, s.price_per_hour, s.assigned_at,
                s.prepared_at, s.generation, s.problem
            from standbys s join nodes n on n.id = s.node_id
            where s.allocation_id = any(cast(:ids as uuid[])) and s.ended_at is null
            order by s.allocation_id, s.region\
            """;

    /// As it would be assigned next; `fresh` while the node that runs it is silent.
    static final String HELD =
            """
            select a.id, a.job_id, g.name, s.node_id, a.index, a.epoch + 1 as epoch, a.state, s.memory_mib as memory,
                s.devices,
                a.retries
            from standbys s
            join allocations a on a.id = s.allocation_id
            join task_groups g on g.id = a.group_id
            where s.node_id = any(cast(:nodes as uuid[])) and s.ended_at is null
            order by s.node_id, a.id\
            """;

    static final String ON_NODE =
            """
            select s.allocation_id, a.job_id, s.project, concat(j.name, '/', g.name, '[', a.index, ']') as name,
                s.cpu_millis, s.memory_mib, s.devices, s.assigned_at, s.prepared_at, s.problem
            from standbys s
            join allocations a on a.id = s.allocation_id
            join task_groups g on g.id = a.group_id
            join jobs j on j.id = a.job_id
            where s.node_id = :node and s.ended_at is null and (:everything or s.project = any(:projects))
            order by s.assigned_at, s.id limit :limit\
            """;

    private static final String PREPARED =
            """
            update standbys s set
                prepared_at = case when v.prepared then coalesce(s.prepared_at, cast(:now as timestamptz)) end,
                generation = coalesce(v.generation, s.generation), problem = v.problem
            from %s where s.allocation_id = v.id and s.node_id = v.node and s.ended_at is null\
            """;

    private final JdbcClient sql;

    StandbyViews(JdbcClient sql) {
        this.sql = sql;
    }

    /// Those that none stands by for are absent.
    public Map<AllocationId, List<StandbyView>> of(Collection<AllocationId> allocations) {
        return sql
                .sql(VIEWS)
                .param("ids", MovingRows.texts(allocations))
                .query((row, _) -> view(row))
                .list()
                .stream()
                .collect(Collectors.groupingBy(StandbyView::allocation));
    }

    private static StandbyView view(ResultSet row) throws SQLException {
        return new StandbyView(
                new AllocationId(row.getObject("allocation_id", UUID.class)),
                new NodeId(row.getObject("node_id", UUID.class)),
                row.getString("node_name"),
                row.getString("region"),
                row.getString("cluster"),
                row.getDouble("price_per_hour"),
                AllocationColumns.moment(row, "assigned_at"),
                AllocationColumns.time(row, "prepared_at"),
                row.getString("generation"),
                row.getString("problem"));
    }

    /// What a node keeps free, the oldest first.
    ///
    /// @param projects empty: of everything
    public List<StandbyOnNode> onNode(NodeId node, Set<String> projects, int limit) {
        return sql.sql(ON_NODE)
                .param("node", node.value())
                .param("everything", projects.isEmpty())
                .param("projects", projects.toArray(String[]::new))
                .param("limit", limit)
                .query((row, _) -> onNode(row))
                .list();
    }

    private static StandbyOnNode onNode(ResultSet row) throws SQLException {
        return new StandbyOnNode(
                new AllocationId(row.getObject("allocation_id", UUID.class)),
                new JobId(row.getObject("job_id", UUID.class)),
                row.getString("project"),
                row.getString("name"),
                new Millicores(row.getLong("cpu_millis")),
                new Mebibytes(row.getLong("memory_mib")),
                JsonColumns.read(row.getString("devices")),
                AllocationColumns.moment(row, "assigned_at"),
                AllocationColumns.time(row, "prepared_at"),
                row.getString("problem"));
    }

    /// What these nodes are to prepare, under the epochs that it would have next.
    public List<Held> heldBy(Collection<NodeId> nodes) {
        return sql.sql(HELD)
                .param("nodes", MovingRows.texts(nodes))
                .query((row, _) -> PlacedRows.held(row, null))
                .list();
    }

    /// A node speaks of the places that are its own.
    public void tell(StandbyNews news, Instant now) {
        Columns<StandbyNews> columns =
                Columns.of(List.of(news))
                        .uuids("id", each -> each.allocation().value())
                        .uuids("node", each -> each.from().value())
                        .booleans("prepared", StandbyNews::prepared)
                        .texts("generation", StandbyNews::generation)
                        .texts("problem", StandbyNews::problem);
        sql.sql(PREPARED.formatted(columns.relation()))
                .params(columns.parameters())
                .param("now", now.toString())
                .update();
    }
}
