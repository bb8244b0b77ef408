package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.AllocationState;
import dev.meridian.controlplane.jobs.model.DeviceShare;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.PlacedAllocation;
import dev.meridian.controlplane.jobs.model.PreemptionTerms;
import dev.meridian.controlplane.jobs.model.StandbyId;
import dev.meridian.controlplane.jobs.model.Stop;
import dev.meridian.controlplane.jobs.model.StopOrder;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What nodes hold.
@Component
public class PlacedRows {
    private static final String SELECT =
            """
            select a.id, a.job_id, a.group_id, j.project, j.queue, j.type, j.priority, a.node_id, a.state, a.epoch,
                a.version, a.stop_order, g.cpu_millis, ceil(g.memory_mib * a.memory_factor) as memory, g.disk_mib,
                t.devices, a.started_at, false as departing, null::uuid as standby,
                j.preemptible, j.min_runtime_seconds, j.loses_at_most_seconds,
                g.gang_group, g.count, g.min_count, g.shrinks_to
            from allocations a
            join task_groups g on g.id = a.group_id
            join jobs j on j.id = a.job_id
            join lateral (
                select devices from attempts
                where allocation_id = a.id and epoch = a.epoch and ended_at is null and departing_since is null%2$s) t on true
            where %1$sa.node_id is not null
            union all
            select a.id, a.job_id, a.group_id, j.project, j.queue, j.type, j.priority, t.node_id, t.state, t.epoch,
                a.version, t.stop_order, g.cpu_millis, t.departing_memory_mib, g.disk_mib,
                t.devices, t.started_at, true, null,
                j.preemptible, j.min_runtime_seconds, j.loses_at_most_seconds,
                g.gang_group, g.count, g.min_count, g.shrinks_to
            from attempts t
            join allocations a on a.id = t.allocation_id
            join task_groups g on g.id = a.group_id
            join jobs j on j.id = a.job_id
            where %3$st.ended_at is null and t.departing_since is not null
            union all
            select a.id, a.job_id, a.group_id, j.project, j.queue, j.type, j.priority, s.node_id, 'ASSIGNED', a.epoch,
                a.version, null, g.cpu_millis, s.memory_mib, g.disk_mib,
                s.devices, null, false, s.id,
                j.preemptible, j.min_runtime_seconds, j.loses_at_most_seconds,
                null, g.count, null, null
            from standbys s
            join allocations a on a.id = s.allocation_id
            join task_groups g on g.id = a.group_id
            join jobs j on j.id = a.job_id
            where %4$ss.ended_at is null\
            """;

    /// Current copies, then departing ones, then places that stand by.
    static final String PLACED = SELECT.formatted("", "", "", "");

    /// From the allocations to their attempts (`offset 0`), and never the other way round: before
    /// there are statistics the database expects one open attempt, and would go through thousands
    /// of ids for each that there is.
    static final String PLACED_OF =
            SELECT.formatted(
                    "a.id = any(cast(:ids as uuid[])) and ",
                    " offset 0",
                    "t.allocation_id = any(cast(:ids as uuid[])) and ",
                    "s.allocation_id = any(cast(:ids as uuid[])) and ");

    /// Current copies, but for those that must not be begun before a departing one has ended; then
    /// departing ones.
    static final String HELD =
            """
            select a.id, a.job_id, a.group_id, g.name, a.node_id, a.index, a.epoch, a.state, a.stop_order,
                a.stop_reason, a.not_before, ceil(g.memory_mib * a.memory_factor) as memory, t.devices, a.retries
            from allocations a
            join task_groups g on g.id = a.group_id
            join attempts t on t.allocation_id = a.id and t.epoch = a.epoch
            where a.node_id = any(cast(:nodes as uuid[])) and a.node_id is not null and not exists (
                select from attempts d
                where d.allocation_id = a.id and d.ended_at is null and d.departing_since is not null
                    and not d.departing_overlap)
            union all
            select a.id, a.job_id, a.group_id, g.name, t.node_id, a.index, t.epoch, t.state, t.stop_order,
                t.stop_reason, null, t.departing_memory_mib, t.devices, a.retries
            from attempts t
            join allocations a on a.id = t.allocation_id
            join task_groups g on g.id = a.group_id
            where t.node_id = any(cast(:nodes as uuid[])) and t.ended_at is null and t.departing_since is not null
            order by 5, 1\
            """;

    private final JdbcClient sql;

    PlacedRows(JdbcClient sql) {
        this.sql = sql;
    }

    /// One that a node should hold.
    public record Held(
            AllocationId allocation,
            JobId job,
            String group,
            NodeId node,
            int index,
            int epoch,
            AllocationState.Kind state,
            @Nullable Stop stop,
            Mebibytes memory,
            List<DeviceShare> devices,
            int retries) {}

    public List<PlacedAllocation> placed() {
        return sql.sql(PLACED).query((row, _) -> placed(row)).list();
    }

    public List<PlacedAllocation> placedOf(Collection<AllocationId> ids) {
        return sql.sql(PLACED_OF)
                .param("ids", MovingRows.texts(ids))
                .query((row, _) -> placed(row))
                .list();
    }

    public List<Held> heldBy(Collection<NodeId> nodes) {
        return sql.sql(HELD)
                .param("nodes", MovingRows.texts(nodes))
                .query((row, _) -> held(row, AllocationColumns.stop(row)))
                .list();
    }

    private static PlacedAllocation placed(ResultSet row) throws SQLException {
        @Nullable String order = row.getString("stop_order");
        return new PlacedAllocation(
                new AllocationId(row.getObject("id", UUID.class)),
                new JobId(row.getObject("job_id", UUID.class)),
                row.getObject("group_id", UUID.class),
                row.getString("project"),
                row.getString("queue"),
                row.getString("type"),
                row.getInt("priority"),
                new NodeId(row.getObject("node_id", UUID.class)),
                AllocationState.Kind.valueOf(row.getString("state")),
                row.getInt("epoch"),
                row.getLong("version"),
                order == null ? null : StopOrder.valueOf(order),
                new Millicores(row.getLong("cpu_millis")),
                new Mebibytes(row.getLong("memory")),
                new Mebibytes(row.getLong("disk_mib")),
                JsonColumns.read(row.getString("devices")),
                AllocationColumns.time(row, "started_at"),
                row.getBoolean("departing"),
                standby(row),
                terms(row));
    }

    private static @Nullable StandbyId standby(ResultSet row) throws SQLException {
        @Nullable UUID id = row.getObject("standby", UUID.class);
        return id == null ? null : new StandbyId(id);
    }

    private static @Nullable Duration seconds(ResultSet row, String column) throws SQLException {
        @Nullable Integer seconds = AllocationColumns.number(row, column);
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    private static PreemptionTerms terms(ResultSet row) throws SQLException {
        return new PreemptionTerms(
                row.getBoolean("preemptible"),
                seconds(row, "min_runtime_seconds"),
                seconds(row, "loses_at_most_seconds"),
                Gangs.key(row, row.getObject("group_id", UUID.class)).orElse(null));
    }

    /// @param stop what it is to do, where it is to end
    static Held held(ResultSet row, @Nullable Stop stop) throws SQLException {
        return new Held(
                new AllocationId(row.getObject("id", UUID.class)),
                new JobId(row.getObject("job_id", UUID.class)),
                row.getString("name"),
                new NodeId(row.getObject("node_id", UUID.class)),
                row.getInt("index"),
                row.getInt("epoch"),
                AllocationState.Kind.valueOf(row.getString("state")),
                stop,
                new Mebibytes(row.getLong("memory")),
                JsonColumns.read(row.getString("devices")),
                row.getInt("retries"));
    }
}
