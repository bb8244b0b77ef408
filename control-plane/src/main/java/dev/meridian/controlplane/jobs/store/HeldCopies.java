package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.view.HeldCopy;
import dev.meridian.controlplane.jobs.model.view.LeaseCount;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What nodes hold, as it is told to people.
@Component
public class HeldCopies {
    /// Those whose lease ends first stand first; then by age.
    static final String OF_NODES =
            """
            select a.id, t.epoch, a.job_id, j.project, concat(j.name, '/', g.name, '[', a.index, ']') as name,
                t.node_id, n.name as node_name, t.region, t.state, g.cpu_millis,
                coalesce(t.departing_memory_mib, ceil(g.memory_mib * a.memory_factor)) as memory, t.devices,
                t.assigned_at, t.started_at, t.departing_since is not null as departing, l.policy,
                (extract(epoch from l.length) * 1000)::bigint as length,
                case when isfinite(l.expires_at) then (extract(epoch from l.expires_at - now()) * 1000)::bigint end
                    as left_millis
            from attempts t
            join allocations a on a.id = t.allocation_id
            join task_groups g on g.id = a.group_id
            join jobs j on j.id = a.job_id
            join nodes n on n.id = t.node_id
            left join leases l on l.allocation_id = t.allocation_id and l.epoch = t.epoch
            where t.ended_at is null and t.node_id = any(cast(:nodes as uuid[]))
                and (:everything or j.project = any(:projects))
            order by l.expires_at nulls last, t.assigned_at, a.id limit :limit\
            """;

    private static final String LEASES =
            """
            select policy, count(*) as leases, count(*) filter (where expires_at <= now()) as over,
                (extract(epoch from min(expires_at) filter (where expires_at > now()) - now()) * 1000)::bigint
                    as first_millis
            from leases where node_id = any(cast(:nodes as uuid[])) group by policy order by policy\
            """;

    private final JdbcClient sql;

    HeldCopies(JdbcClient sql) {
        this.sql = sql;
    }

    /// @param projects empty: of everything
    public List<HeldCopy> ofNodes(Collection<NodeId> nodes, Set<String> projects, int limit) {
        return sql.sql(OF_NODES)
                .param("nodes", MovingRows.texts(nodes))
                .param("everything", projects.isEmpty())
                .param("projects", projects.toArray(String[]::new))
                .param("limit", limit)
                .query((row, _) -> copy(row))
                .list();
    }

    public List<LeaseCount> leasesOn(Collection<NodeId> nodes) {
        return sql.sql(LEASES)
                .param("nodes", MovingRows.texts(nodes))
                .query((row, _) -> count(row))
                .list();
    }

    private static LeaseCount count(ResultSet row) throws SQLException {
        @Nullable Long first = row.getObject("first_millis", Long.class);
        return new LeaseCount(
                row.getString("policy"),
                row.getInt("leases"),
                row.getInt("over"),
                first == null ? null : Duration.ofMillis(first));
    }

    private static HeldCopy copy(ResultSet row) throws SQLException {
        return new HeldCopy(
                new AllocationId(row.getObject("id", UUID.class)),
                row.getInt("epoch"),
                new JobId(row.getObject("job_id", UUID.class)),
                row.getString("project"),
                row.getString("name"),
                new NodeId(row.getObject("node_id", UUID.class)),
                row.getString("node_name"),
                row.getString("region"),
                row.getString("state"),
                new Millicores(row.getLong("cpu_millis")),
                new Mebibytes(row.getLong("memory")),
                JsonColumns.read(row.getString("devices")),
                AllocationColumns.moment(row, "assigned_at"),
                AllocationColumns.time(row, "started_at"),
                row.getBoolean("departing"),
                lease(row));
    }

    private static HeldCopy.@Nullable Lease lease(ResultSet row) throws SQLException {
        @Nullable String policy = row.getString("policy");
        if (policy == null) {
            return null;
        }
        @Nullable Long left = row.getObject("left_millis", Long.class);
        return new HeldCopy.Lease(
                policy,
                Duration.ofMillis(row.getLong("length")),
                left == null ? null : Duration.ofMillis(left));
    }
}
