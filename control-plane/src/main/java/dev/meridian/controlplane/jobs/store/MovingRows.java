package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.Copy;
import dev.meridian.controlplane.jobs.model.Departing;
import dev.meridian.controlplane.jobs.model.GroupProgress;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.JobState;
import dev.meridian.controlplane.jobs.model.Standby;
import dev.meridian.controlplane.jobs.model.Stop;
import dev.meridian.controlplane.jobs.model.StopOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads, under lock, what a transaction is about to move.
@Component
public class MovingRows {
    static final String SELECT =
            """
            select a.id, a.job_id, a.group_id, a.index, a.version, t.node_id as newest_node, d.epoch as departing_epoch,
                d.node_id as departing_node, d.departing_overlap, d.stop_order as departing_order,
                d.stop_reason as departing_reason, %s
            from allocations a left join attempts t on t.allocation_id = a.id and t.epoch = a.epoch
            left join attempts d on d.allocation_id = a.id and d.ended_at is null and d.departing_since is not null
            """
                    .formatted(AllocationColumns.NAMES);

    private final JdbcClient sql;
    private final StandbyRows standbys;

    MovingRows(JdbcClient sql, StandbyRows standbys) {
        this.sql = sql;
        this.standbys = standbys;
    }

    /// Must be used within one transaction.
    public WorkingSet open() {
        return new WorkingSet(this);
    }

    List<JobId> jobsOf(Collection<AllocationId> ids) {
        return sql.sql(
                        "select distinct job_id from allocations where id = any(cast(:ids as uuid[]))")
                .param("ids", texts(ids))
                .query((row, _) -> new JobId(row.getObject(1, UUID.class)))
                .list();
    }

    List<AllocationId> heldBy(Collection<NodeId> nodes) {
        return sql.sql(
                        """
                        select id from allocations where node_id = any(cast(:nodes as uuid[])) and node_id is not null
                        order by id\
                        """)
                .param("nodes", texts(nodes))
                .query((row, _) -> new AllocationId(row.getObject(1, UUID.class)))
                .list();
    }

    long largestMemory() {
        return sql.sql("select coalesce(max(memory_mib), 0) from nodes").query(Long.class).single();
    }

    List<TrackedJob> lock(Collection<JobId> ids) {
        Map<UUID, TrackedJob> jobs = new LinkedHashMap<>();
        sql.sql(
                        """
                        select id, name, project, state, suspended, cancel_reason, started_at, ended_at
                        from jobs where id = any(cast(:ids as uuid[])) order by id for no key update\
                        """)
                .param("ids", texts(ids))
                .query(row -> {
                    jobs.put(row.getObject("id", UUID.class), job(row));
                });
        sql.sql(
                        """
                        select id, job_id, name, depends_on, gang_group, count, min_count, shrinks_to, gang_size,
                            max_running, is_array, ready,
                            waiting, assigned, active, succeeded, failed, cancelled, departing,
                            standbys
                        from task_groups where job_id = any(cast(:ids as uuid[])) order by job_id, ordinal\
                        """)
                .param("ids", texts(ids))
                .query(row -> {
                    Objects.requireNonNull(jobs.get(row.getObject("job_id", UUID.class)))
                            .add(group(row));
                });
        return List.copyOf(jobs.values());
    }

    List<Tracked> allocations(Collection<AllocationId> ids, Map<JobId, TrackedJob> jobs) {
        return sql.sql(SELECT + "where a.id = any(cast(:ids as uuid[]))")
                .param("ids", texts(ids))
                .query((row, _) -> tracked(row, jobs))
                .list();
    }

    List<Tracked> ofGroups(
            List<TrackedGroup> groups, Map<JobId, TrackedJob> jobs, Set<AllocationId> but) {
        return sql
                .sql(
                        SELECT
                                + "where a.group_id = any(cast(:groups as uuid[])) order by a.group_id, a.index")
                .param(
                        "groups",
                        groups.stream().map(group -> group.id().toString()).toArray(String[]::new))
                .query((row, _) -> tracked(row, jobs))
                .list()
                .stream()
                .filter(each -> !but.contains(each.id()))
                .toList();
    }

    List<Tracked> goingOnOf(TrackedJob job, Map<JobId, TrackedJob> jobs) {
        return sql.sql(
                        SELECT
                                + """
                                where a.job_id = :job and a.state in ('PENDING', 'ASSIGNED', 'STARTING', 'RUNNING', 'UNKNOWN')
                                order by a.group_id, a.index\
                                """)
                .param("job", job.id().value())
                .query((row, _) -> tracked(row, jobs))
                .list();
    }

    /// Those that none stands by for are absent.
    Map<AllocationId, List<Standby>> standbys(Collection<AllocationId> allocations) {
        return standbys.of(allocations);
    }

    private static TrackedJob job(ResultSet row) throws SQLException {
        return new TrackedJob(
                new JobId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("project"),
                JobState.valueOf(row.getString("state")),
                row.getBoolean("suspended"),
                row.getString("cancel_reason"),
                AllocationColumns.time(row, "started_at"),
                AllocationColumns.time(row, "ended_at"));
    }

    private static TrackedGroup group(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        @Nullable Integer size = AllocationColumns.number(row, "gang_size");
        Integer most = AllocationColumns.number(row, "max_running");
        return new TrackedGroup(
                id,
                row.getString("name"),
                List.of((String[]) row.getArray("depends_on").getArray()),
                Gangs.key(row, id),
                AllocationColumns.number(row, "shrinks_to"),
                most == null ? Integer.MAX_VALUE : most,
                row.getInt("standbys"),
                new GroupProgress(
                        row.getInt("waiting"),
                        row.getInt("assigned"),
                        row.getInt("active"),
                        row.getInt("succeeded"),
                        row.getInt("failed"),
                        row.getInt("cancelled"),
                        row.getInt("departing"),
                        row.getBoolean("is_array"),
                        size == null ? 0 : row.getInt("count") - size),
                row.getBoolean("ready"));
    }

    private static Tracked tracked(ResultSet row, Map<JobId, TrackedJob> jobs) throws SQLException {
        TrackedJob job =
                Objects.requireNonNull(
                        jobs.get(new JobId(row.getObject("job_id", UUID.class))),
                        "a job that is not locked");
        return new Tracked(
                new AllocationId(row.getObject("id", UUID.class)),
                row.getLong("version"),
                job,
                job.group(row.getObject("group_id", UUID.class)),
                row.getInt("index"),
                AllocationColumns.node(row, "newest_node"),
                AllocationColumns.state(row),
                AllocationColumns.time(row, "started_at"),
                row.getString("reason"),
                AllocationColumns.number(row, "exit_code"),
                departing(row));
    }

    private static @Nullable Departing departing(ResultSet row) throws SQLException {
        @Nullable NodeId node = AllocationColumns.node(row, "departing_node");
        @Nullable String order = row.getString("departing_order");
        return node == null
                ? null
                : new Departing(
                        new Copy(node, row.getInt("departing_epoch")),
                        row.getBoolean("departing_overlap"),
                        order == null
                                ? null
                                : new Stop(
                                        StopOrder.valueOf(order),
                                        row.getString("departing_reason")));
    }

    static String[] texts(Collection<?> ids) {
        return ids.stream().map(Object::toString).toArray(String[]::new);
    }
}
