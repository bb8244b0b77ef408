package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.JobState;
import dev.meridian.controlplane.jobs.model.view.JobFilter;
import dev.meridian.controlplane.jobs.model.view.JobLine;
import dev.meridian.controlplane.jobs.model.view.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Lists of jobs.
@Component
public class JobLines {
    private static final String SELECT =
            """
            select j.id, j.name, j.project, j.queue, j.type, j.priority, j.state, s.submitted_by, j.submitted_at,
                j.started_at, j.ended_at
            from jobs j join job_specs s on s.id = j.id
            """;

    private static final String NEWEST = " order by j.submitted_at desc, j.id desc";
    private static final String NEWEST_OF = NEWEST + " limit :limit";

    private final JdbcClient sql;

    JobLines(JdbcClient sql) {
        this.sql = sql;
    }

    public Page<JobLine> list(JobFilter filter, @Nullable String cursor, int limit) {
        var conditions = new JobConditions(filter);
        if (cursor != null) {
            Cursor after = Cursor.parse(cursor);
            conditions.and(
                    "(j.submitted_at, j.id) < (cast(:at as timestamptz), :id)",
                    "at",
                    after.at().toString());
            conditions.values().put("id", after.id());
        }
        List<JobLine> found =
                sql.sql(
                                SELECT
                                        + "where j.id = any(array("
                                        + ids(filter, conditions)
                                        + "))"
                                        + NEWEST)
                        .params(conditions.values())
                        .param("limit", limit + 1)
                        .query((row, _) -> line(row))
                        .list();
        if (found.size() <= limit) {
            return new Page<>(found, Optional.empty());
        }
        JobLine last = found.get(limit - 1);
        return new Page<>(
                found.subList(0, limit),
                Optional.of(new Cursor(last.submittedAt(), last.id().value()).text()));
    }

    /// With a bound on what ended, live and ended jobs are looked for apart: a search for what is
    /// rare among the live ones would walk through all that ever ended.
    private static String ids(JobFilter filter, JobConditions conditions) {
        if (filter.endedSince().isEmpty()) {
            return "select j.id from jobs j " + conditions.all() + NEWEST_OF;
        }
        List<String> branches = new ArrayList<>();
        if (filter.includesLive()) {
            branches.add(
                    "(select j.id, j.submitted_at from jobs j "
                            + conditions.live()
                            + NEWEST_OF
                            + ")");
        }
        if (filter.includesEnded()) {
            branches.add(
                    "(select j.id, j.submitted_at from jobs j "
                            + conditions.ended()
                            + NEWEST_OF
                            + ")");
        }
        return "select j.id from (" + String.join(" union all ", branches) + ") j" + NEWEST_OF;
    }

    public Map<JobId, JobLine> byId(Collection<JobId> ids) {
        Map<JobId, JobLine> found = new HashMap<>();
        sql.sql(SELECT + "where j.id = any(cast(:ids as uuid[]))")
                .param("ids", MovingRows.texts(ids))
                .query((row, _) -> line(row))
                .list()
                .forEach(line -> found.put(line.id(), line));
        return found;
    }

    public OptionalLong queuePosition(JobId job) {
        return sql
                .sql(
                        """
                        with mine as (
                            select g.job_id, g.priority, g.queued_at, j.project, j.queue
                            from task_groups g join jobs j on j.id = g.job_id
                            where g.job_id = :job and g.ready and g.waiting > 0 limit 1)
                        select 1 + count(distinct g.job_id)
                        from mine m
                        join task_groups g on g.ready and g.waiting > 0
                            and (g.priority > m.priority
                                or g.priority = m.priority and (g.queued_at, g.job_id) < (m.queued_at, m.job_id))
                        join jobs j on j.id = g.job_id and j.ended_at is null
                            and j.project = m.project and j.queue = m.queue and not j.suspended
                        having exists (select from mine)\
                        """)
                .param("job", job.value())
                .query((row, _) -> row.getLong(1))
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    private static JobLine line(ResultSet row) throws SQLException {
        return new JobLine(
                new JobId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("project"),
                row.getString("queue"),
                row.getString("type"),
                row.getInt("priority"),
                JobState.valueOf(row.getString("state")),
                row.getString("submitted_by"),
                AllocationColumns.moment(row, "submitted_at"),
                AllocationColumns.time(row, "started_at"),
                AllocationColumns.time(row, "ended_at"));
    }
}
