package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.AllocationState;
import dev.meridian.controlplane.jobs.model.DepartingCopy;
import dev.meridian.controlplane.jobs.model.EligibleGroup;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.MovableAllocation;
import dev.meridian.controlplane.jobs.model.StopOrder;
import dev.meridian.controlplane.jobs.model.Tally;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What is to leave its node, and what has half left it.
@Component
public class MovableRows {
    /// What the nodes hold, and with it the gangs of which a part is on them, or is being stopped
    /// to begin again.
    static final String MOVABLE =
            """
            with here as (
                select id, group_id from allocations
                where node_id = any(cast(:nodes as uuid[])) and node_id is not null
                union
                select id, group_id from allocations
                where node_id is not null and stop_order in ('DRAIN', 'REGROUP')),
            gangs as (
                select distinct o.id, coalesce(o.gang_size, o.count) as size
                from (select distinct group_id from here) h
                join task_groups g on g.id = h.group_id
                join task_groups o on o.job_id = g.job_id and (o.id = g.id or o.gang_group = g.gang_group)
                where g.gang_group is not null or g.shrinks_to is not null or (g.min_count = g.count and g.count > 1)),
            chosen as (
                select id from here
                union
                select a.id from gangs join allocations a on a.group_id = gangs.id and a.node_id is not null
                union
                select a.id from gangs join allocations a on a.group_id = gangs.id and a.state = 'PENDING'
                    and a.index < gangs.size)
            select a.id, a.version, a.index, a.epoch, a.retries, a.losses, a.memory_factor, a.avoid_node, a.changed_at,
                a.job_id, a.group_id, g.name, j.queue, g.priority, g.queued_at, g.gang_group, g.count, g.min_count,
                g.shrinks_to,
                j.type, j.disconnect_policy, a.state, a.node_id, a.stop_order, a.not_before,
                exists (
                    select from attempts d
                    where d.allocation_id = a.id and d.ended_at is null and d.departing_since is not null) as departing
            from chosen c
            join allocations a on a.id = c.id
            join task_groups g on g.id = a.group_id
            join jobs j on j.id = a.job_id
            order by g.priority desc, g.queued_at, a.job_id, g.ordinal, a.index\
            """;

    static final String DEPARTING =
            """
            select t.allocation_id, t.node_id, t.stop_order, a.state
            from attempts t join allocations a on a.id = t.allocation_id
            where t.node_id = any(cast(:nodes as uuid[])) and t.ended_at is null and t.departing_since is not null
            order by t.allocation_id\
            """;

    /// Copies of which the next one was heard to have run for a while.
    static final String REPLACED =
            """
            select t.allocation_id
            from attempts t
            join allocations a on a.id = t.allocation_id
            join node_health h on h.node_id = a.node_id
            where t.ended_at is null and t.departing_since is not null and t.stop_order is null
                and a.state = 'RUNNING' and h.contact = 'READY'
                and h.last_heard_at >= a.started_at + :steady * interval '1 ms'\
            """;

    static final String MOVED =
            """
            select allocation_id, bool_or(ended_at is null) as under_way
            from (
                select allocation_id, ended_at from attempts where departing_since > cast(:since as timestamptz)
                union all
                select allocation_id, ended_at from attempts
                where ended_at is null and departing_since is not null) moved
            group by allocation_id\
            """;

    private final JdbcClient sql;

    MovableRows(JdbcClient sql) {
        this.sql = sql;
    }

    public List<MovableAllocation> movable(Collection<NodeId> nodes) {
        return sql.sql(MOVABLE)
                .param("nodes", MovingRows.texts(nodes))
                .query((row, _) -> movable(row))
                .list();
    }

    public List<DepartingCopy> departing(Collection<NodeId> nodes) {
        return sql.sql(DEPARTING)
                .param("nodes", MovingRows.texts(nodes))
                .query((row, _) ->
                        new DepartingCopy(
                                new AllocationId(row.getObject("allocation_id", UUID.class)),
                                new NodeId(row.getObject("node_id", UUID.class)),
                                stop(row),
                                AllocationState.Kind.valueOf(row.getString("state"))))
                .list();
    }

    /// @param steady how long the next one must have run when its node was last heard
    public List<AllocationId> replaced(Duration steady) {
        return sql.sql(REPLACED)
                .param("steady", steady.toMillis())
                .query((row, _) -> new AllocationId(row.getObject(1, UUID.class)))
                .list();
    }

    /// What has been moved since then or is still under way, and which of the two.
    public Map<AllocationId, Boolean> moved(Instant since) {
        Map<AllocationId, Boolean> moved = new HashMap<>();
        sql.sql(MOVED)
                .param("since", since.toString())
                .query(row -> {
                    moved.put(
                            new AllocationId(row.getObject("allocation_id", UUID.class)),
                            row.getBoolean("under_way"));
                });
        return moved;
    }

    private static MovableAllocation movable(ResultSet row) throws SQLException {
        UUID group = row.getObject("group_id", UUID.class);
        boolean service = row.getString("type").equals("service");
        return new MovableAllocation(
                new EligibleGroup.Waiting(
                        new AllocationId(row.getObject("id", UUID.class)),
                        row.getLong("version"),
                        row.getInt("index"),
                        row.getInt("epoch"),
                        new Tally(
                                row.getInt("retries"),
                                row.getInt("losses"),
                                row.getDouble("memory_factor"),
                                AllocationColumns.node(row, "avoid_node")),
                        AllocationColumns.moment(row, "changed_at"),
                        List.of()),
                new JobId(row.getObject("job_id", UUID.class)),
                group,
                row.getString("name"),
                "%s[%d]".formatted(row.getString("name"), row.getInt("index")),
                row.getString("queue"),
                row.getInt("priority"),
                AllocationColumns.moment(row, "queued_at"),
                Gangs.key(row, group),
                service,
                service && row.getString("disconnect_policy").equals("overlap"),
                AllocationState.Kind.valueOf(row.getString("state")),
                AllocationColumns.node(row, "node_id"),
                stop(row),
                row.getBoolean("departing"),
                AllocationColumns.time(row, "not_before"));
    }

    private static @Nullable StopOrder stop(ResultSet row) throws SQLException {
        @Nullable String order = row.getString("stop_order");
        return order == null ? null : StopOrder.valueOf(order);
    }
}
