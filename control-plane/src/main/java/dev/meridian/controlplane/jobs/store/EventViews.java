package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.view.EventView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The history, in the order of its ids.
///
/// Ids are given before commits, so a lower one may appear after a higher one. Within a job that
/// cannot be, for each has one writer at a time. Over all jobs, the reader stops before a gap that
/// is younger than any transaction may be.
@Component
public class EventViews {
    private final JdbcClient sql;

    EventViews(JdbcClient sql) {
        this.sql = sql;
    }

    public List<EventView> ofJob(JobId job, long afterId, int limit) {
        return sql.sql(
                        "select * from events where job_id = :job and id > :after order by id limit :limit")
                .param("job", job.value())
                .param("after", afterId)
                .param("limit", limit)
                .query((row, _) -> event(row))
                .list();
    }

    /// The newest first.
    public List<EventView> newestOfJob(JobId job, long beforeId, int limit) {
        return sql.sql(
                        "select * from events where job_id = :job and id < :before order by id desc limit :limit")
                .param("job", job.value())
                .param("before", beforeId)
                .param("limit", limit)
                .query((row, _) -> event(row))
                .list();
    }

    /// @param projects empty: of everything
    public List<EventView> ofProjects(Set<String> projects, long afterId, int limit) {
        return sql.sql(
                        """
                        with tail as (
                            select id, at, lag(id) over (order by id) as previous from events
                            where id > (select coalesce(max(id), 0) - 20000 from events)),
                        gap as (
                            select coalesce(min(id), 9223372036854775807) as id from tail
                            where id <> previous + 1 and at > now() - interval '10 seconds')
                        select e.* from events e, gap
                        where e.id > :after and e.id < gap.id and (:everything or e.project = any(:projects))
                        order by e.id limit :limit\
                        """)
                .param("after", afterId)
                .param("everything", projects.isEmpty())
                .param("projects", projects.toArray(String[]::new))
                .param("limit", limit)
                .query((row, _) -> event(row))
                .list();
    }

    public OptionalLong newest() {
        return sql
                .sql("select id from events order by id desc limit 1")
                .query((row, _) -> row.getLong(1))
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    static EventView event(ResultSet row) throws SQLException {
        @Nullable UUID job = row.getObject("job_id", UUID.class);
        @Nullable UUID allocation = row.getObject("allocation_id", UUID.class);
        @Nullable NodeId node = AllocationColumns.node(row, "node_id");
        return new EventView(
                row.getLong("id"),
                AllocationColumns.moment(row, "at"),
                row.getString("kind"),
                row.getString("project"),
                job == null ? null : new JobId(job),
                allocation == null ? null : new AllocationId(allocation),
                node,
                AllocationColumns.number(row, "epoch"),
                row.getString("sentence"),
                JsonColumns.object(row.getString("data")));
    }
}
