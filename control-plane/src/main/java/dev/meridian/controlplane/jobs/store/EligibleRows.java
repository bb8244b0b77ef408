package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.EligibleGroup.Waiting;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.Tally;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What may be placed: groups in order from one index, then their waiting allocations from another.
/// What has ended, runs, or is held back is never looked at.
@Component
public class EligibleRows {
    /// `:limit` bounds groups first and allocations then; a gang that begins below it is taken
    /// whole. `offset 0` has each waiting group look up its own job and allocations: joined as
    /// sets, small statistics make the database read all jobs, or all that waits, in every round.
    /// `order by` has it look in the index of what waits: after an hour of large arrays the
    /// statistics promise that any row will do.
    private static final String SELECT =
            """
            with candidates as (
                select g.id, g.job_id, g.name, g.ordinal, g.count, g.min_count, g.gang_group, g.max_running, g.waiting,
                    g.shrinks_to, g.gang_size, g.succeeded,
                    g.assigned + g.active as placed, g.priority, g.queued_at, j.queue,
                    g.gang_group is not null or g.shrinks_to is not null
                        or (coalesce(g.min_count, 0) = g.count and g.count > 1) as gang
                from task_groups g cross join lateral (
                    select queue, suspended from jobs where id = g.job_id offset 0) j
                where %sg.ready and g.waiting > 0 and not j.suspended
                    and (g.max_running is null or g.max_running > g.assigned + g.active)
                    and exists (
                        select from allocations a
                        where a.group_id = g.id and a.state = 'PENDING'
                            and (a.not_before is null or a.not_before <= cast(:now as timestamptz))
                        order by a.index offset 0)
                    and not ((g.gang_group is not null or g.shrinks_to is not null
                            or (coalesce(g.min_count, 0) = g.count and g.count > 1)) and exists (
                        select from task_groups o
                        where o.job_id = g.job_id and (o.id = g.id or o.gang_group = g.gang_group)
                            and (o.assigned + o.active > 0 or not o.ready or exists (
                                select from allocations a
                                where a.group_id = o.id and a.state = 'PENDING'
                                    and a.not_before > cast(:now as timestamptz)))))
                order by g.priority desc, g.queued_at, g.job_id, g.ordinal
                limit :limit),
            counted as (
                select c.*, coalesce(sum(least(waiting, coalesce(max_running - placed, waiting))) over (
                    order by priority desc, queued_at, job_id, ordinal
                    rows between unbounded preceding and 1 preceding), 0) as earlier
                from candidates c),
            begun as (
                select c.*, min(earlier) over (partition by job_id, coalesce(gang_group, cast(id as text))) as begins
                from counted c)
            select c.*, a.id as allocation_id, a.version, a.index, a.epoch, a.retries, a.losses, a.memory_factor,
                a.avoid_node, greatest(a.changed_at, a.not_before) as changed_at, (
                    select c.shut from drill_copies c
                    where c.allocation_id = a.id and c.shut is not null order by c.drill_id limit 1) as shut_region,
                case when c.gang_group is null then 1 else (
                    select count(*) from task_groups o
                    where o.job_id = c.job_id and o.gang_group = c.gang_group and o.waiting > 0) end as gang_groups
            from begun c cross join lateral (
                select * from allocations a
                where a.group_id = c.id and a.state = 'PENDING'
                    and (a.not_before is null or a.not_before <= cast(:now as timestamptz))
                    and (c.succeeded = 0 or a.index < coalesce(c.gang_size, c.count))
                order by a.index
                limit case when c.gang then null else least(:limit, coalesce(c.max_running - c.placed, :limit)) end) a
            where c.begins < :limit
            order by c.priority desc, c.queued_at, c.job_id, c.ordinal, a.index\
            """;

    static final String ELIGIBLE = SELECT.formatted("");

    static final String OF_JOBS = SELECT.formatted("g.job_id = any(cast(:jobs as uuid[])) and ");

    /// The first jobs of each queue. All that waits is counted, so it is to be asked where the
    /// front of all is cut, and nowhere else.
    static final String PARTS =
            """
            with waiting as (
                select g.job_id, g.waiting, g.priority, g.queued_at, j.project, j.queue
                from task_groups g cross join lateral (
                    select project, queue, suspended from jobs where id = g.job_id offset 0) j
                where g.ready and g.waiting > 0 and not j.suspended),
            counted as (
                select job_id, coalesce(sum(waiting) over (
                    partition by project, queue order by priority desc, queued_at, job_id
                    rows between unbounded preceding and 1 preceding), 0) as earlier
                from waiting)
            select distinct job_id from counted
            where earlier < cast(:limit as bigint) / greatest(1, (
                select count(*) from (select distinct project, queue from waiting) as queues))\
            """;

    static final String BACK_OFFS =
            """
            select job_id, min(not_before) as until from allocations
            where not_before > cast(:now as timestamptz) and state = 'PENDING' group by job_id\
            """;

    static final String BACK_OFFS_OF_JOBS =
            """
            select job_id, min(not_before) as until from allocations
            where job_id = any(cast(:jobs as uuid[])) and not_before > cast(:now as timestamptz)
                and state = 'PENDING' group by job_id\
            """;

    static final String NEXT_BACK_OFF =
            """
            select not_before from allocations
            where not_before > cast(:now as timestamptz) and state = 'PENDING' order by not_before limit 1\
            """;

    private final JdbcClient sql;

    EligibleRows(JdbcClient sql) {
        this.sql = sql;
    }

    /// A group with what waits of it; its spec is to be found by job and name.
    ///
    /// @param gangGroups groups of the gang of which something waits: fewer in the answer means
    ///   that it was cut
    public record Found(
            JobId job,
            UUID group,
            String name,
            String queue,
            int priority,
            Instant submittedAt,
            Optional<String> gang,
            int gangGroups,
            int placed,
            GangSize size,
            List<Waiting> waiting) {}

    public List<Found> eligible(int limit, Instant now) {
        return found(sql.sql(ELIGIBLE).param("limit", limit).param("now", now.toString()));
    }

    /// The same of these jobs alone, as if there were no others.
    public List<Found> eligibleOf(Collection<JobId> jobs, int limit, Instant now) {
        return found(
                sql.sql(OF_JOBS)
                        .param("jobs", MovingRows.texts(jobs))
                        .param("limit", limit)
                        .param("now", now.toString()));
    }

    private static List<Found> found(JdbcClient.StatementSpec statement) {
        Map<UUID, Found> groups = new LinkedHashMap<>();
        statement.query(row -> {
            UUID id = row.getObject("id", UUID.class);
            Found found = groups.get(id);
            if (found == null) {
                found = found(row, id);
                groups.put(id, found);
            }
            found.waiting().add(waiting(row));
        });
        return List.copyOf(groups.values());
    }

    /// Jobs whose turn comes first in their queues, each queue having its even part.
    ///
    /// @param limit allocations, about, over all queues
    public List<JobId> parts(int limit) {
        return sql.sql(PARTS)
                .param("limit", limit)
                .query((row, _) -> new JobId(row.getObject("job_id", UUID.class)))
                .list();
    }

    /// Of each job the back-off that ends next; jobs that back off from nothing are absent.
    public Map<JobId, Instant> backOffs(Instant now) {
        return ends(sql.sql(BACK_OFFS).param("now", now.toString()));
    }

    public Map<JobId, Instant> backOffsOf(Collection<JobId> jobs, Instant now) {
        return ends(
                sql.sql(BACK_OFFS_OF_JOBS)
                        .param("jobs", MovingRows.texts(jobs))
                        .param("now", now.toString()));
    }

    private static Map<JobId, Instant> ends(JdbcClient.StatementSpec statement) {
        Map<JobId, Instant> ends = new HashMap<>();
        statement.query(row -> {
            ends.put(
                    new JobId(row.getObject("job_id", UUID.class)),
                    AllocationColumns.moment(row, "until"));
        });
        return ends;
    }

    public Optional<Instant> nextBackoffEnd(Instant now) {
        return sql.sql(NEXT_BACK_OFF)
                .param("now", now.toString())
                .query((row, _) -> AllocationColumns.moment(row, "not_before"))
                .optional();
    }

    private static Found found(ResultSet row, UUID id) throws SQLException {
        return new Found(
                new JobId(row.getObject("job_id", UUID.class)),
                id,
                row.getString("name"),
                row.getString("queue"),
                row.getInt("priority"),
                AllocationColumns.moment(row, "queued_at"),
                Gangs.key(row, id),
                row.getInt("gang_groups"),
                row.getInt("placed"),
                GangSize.of(row),
                new ArrayList<>());
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        @Nullable String shut = row.getString("shut_region");
        return new Waiting(
                new AllocationId(row.getObject("allocation_id", UUID.class)),
                row.getLong("version"),
                row.getInt("index"),
                row.getInt("epoch"),
                new Tally(
                        row.getInt("retries"),
                        row.getInt("losses"),
                        row.getDouble("memory_factor"),
                        AllocationColumns.node(row, "avoid_node")),
                AllocationColumns.moment(row, "changed_at"),
                shut == null ? List.of() : List.of(new RegionName(shut)));
    }
}
