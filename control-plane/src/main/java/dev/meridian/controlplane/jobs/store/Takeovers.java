package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.AllocationState;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.view.Takeover;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Copies that were taken from their nodes, the newest first.
@Component
public class Takeovers {
    static final String SINCE =
            """
            select t.allocation_id, a.job_id, j.project, concat(j.name, '/', g.name, '[', a.index, ']') as name, t.epoch,
                t.node_id, n.name as node_name, t.region, t.state, t.detail, t.ended_at, a.state as now,
                x.node_id as next_node, m.name as next_name, x.region as next_region, x.started_at as next_started
            from (select * from attempts l where state in ('LOST', 'FENCED') and ended_at >= :since
                      and (:everything or exists (select from allocations b join jobs k on k.id = b.job_id
                                                  where b.id = l.allocation_id and k.project = any(:projects)))
                  order by ended_at desc limit :limit) t
            join allocations a on a.id = t.allocation_id
            join task_groups g on g.id = a.group_id
            join jobs j on j.id = a.job_id
            join nodes n on n.id = t.node_id
            left join attempts x on x.allocation_id = t.allocation_id and x.epoch = t.epoch + 1
            left join nodes m on m.id = x.node_id
            order by t.ended_at desc, t.allocation_id\
            """;

    private final JdbcClient sql;

    Takeovers(JdbcClient sql) {
        this.sql = sql;
    }

    /// @param projects empty: of everything
    public List<Takeover> since(Instant since, Set<String> projects, int limit) {
        return sql.sql(SINCE)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("everything", projects.isEmpty())
                .param("projects", projects.toArray(String[]::new))
                .param("limit", limit)
                .query((row, _) -> takeover(row))
                .list();
    }

    private static Takeover takeover(ResultSet row) throws SQLException {
        @Nullable NodeId next = AllocationColumns.node(row, "next_node");
        return new Takeover(
                new AllocationId(row.getObject("allocation_id", UUID.class)),
                new JobId(row.getObject("job_id", UUID.class)),
                row.getString("project"),
                row.getString("name"),
                row.getInt("epoch"),
                new NodeId(row.getObject("node_id", UUID.class)),
                row.getString("node_name"),
                row.getString("region"),
                row.getString("state"),
                row.getString("detail"),
                AllocationColumns.moment(row, "ended_at"),
                AllocationState.Kind.valueOf(row.getString("now")),
                next == null
                        ? null
                        : new Takeover.Next(
                                next,
                                row.getString("next_name"),
                                row.getString("next_region"),
                                AllocationColumns.time(row, "next_started")));
    }
}
