package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.view.Page;
import dev.meridian.controlplane.jobs.model.view.QueueFilter;
import dev.meridian.controlplane.jobs.model.view.ReasonView;
import dev.meridian.controlplane.jobs.model.view.WaitingCount;
import dev.meridian.controlplane.jobs.model.view.WaitingLine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What waits, in the order in which plans look at it.
@Component
public class WaitingRows {
    /// Of a live job that nobody holds back: `ended_at is null` keeps the join within what is live.
    /// Reasons are read of no more groups than are told, unless the reason is what is asked for.
    private static final String RANKED =
            """
            with ranked as (
                select g.id, g.job_id, g.ordinal, g.name as group_name, g.priority, g.queued_at, g.waiting, g.count,
                    j.name, j.project, j.queue, row_number() over (partition by j.project, j.queue
                        order by g.priority desc, g.queued_at, g.job_id, g.ordinal) as position
                from task_groups g join jobs j on j.id = g.job_id and j.ended_at is null and not j.suspended
                where g.ready and g.waiting > 0%s),
            picked as (
                select * from ranked g where true%s
                order by g.priority desc, g.queued_at, g.job_id, g.ordinal%s)
            select g.*, a.not_before, r.token, r.sentence, r.numbers, r.explanation, r.since
            from picked g
            left join lateral (
                select id, not_before from allocations a
                where a.group_id = g.id and a.state = 'PENDING' order by a.index limit 1) a on true
            left join pending_reasons r on r.allocation_id = a.id
            where true%s
            order by g.priority desc, g.queued_at, g.job_id, g.ordinal limit :limit\
            """;

    private static final String COUNTED =
            """
            select coalesce(r.token, 'PendingEvaluation') as token, count(*) as allocations,
                count(distinct a.job_id) as jobs, min(coalesce(r.since, a.changed_at)) as since
            from allocations a
            join jobs j on j.id = a.job_id and j.ended_at is null and not j.suspended
            left join pending_reasons r on r.allocation_id = a.id
            where a.state = 'PENDING'%s
            group by 1 order by 2 desc, 1\
            """;

    private final JdbcClient sql;

    WaitingRows(JdbcClient sql) {
        this.sql = sql;
    }

    /// @param cursor of the page before; null: from the start
    public Page<WaitingLine> page(QueueFilter filter, @Nullable String cursor, int limit) {
        Map<String, Object> values = new HashMap<>();
        StringBuilder after = new StringBuilder();
        if (cursor != null) {
            WaitingCursor from = WaitingCursor.parse(cursor);
            after.append(
                    " and (-g.priority, g.queued_at, g.job_id, g.ordinal)"
                            + " > (-:priority, cast(:at as timestamptz), :job, :ordinal)");
            values.put("priority", from.priority());
            values.put("at", from.at().toString());
            values.put("job", from.job());
            values.put("ordinal", from.ordinal());
        }
        String ofToken = "";
        if (filter.token().isPresent()) {
            ofToken = " and coalesce(r.token, 'PendingEvaluation') = :token";
            values.put("token", filter.token().get());
        }
        String early = filter.token().isPresent() ? "" : " limit :limit";
        record Found(WaitingLine line, WaitingCursor cursor) {}
        List<Found> found =
                sql.sql(RANKED.formatted(where(filter, values), after, early, ofToken))
                        .params(values)
                        .param("limit", limit + 1)
                        .query((row, _) -> new Found(line(row), WaitingCursor.of(row)))
                        .list();
        boolean more = found.size() > limit;
        return new Page<>(
                found.stream().limit(limit).map(Found::line).toList(),
                more ? Optional.of(found.get(limit - 1).cursor().text()) : Optional.empty());
    }

    /// The most frequent reason first; the filter's own token does not count.
    public List<WaitingCount> counts(QueueFilter filter) {
        Map<String, Object> values = new HashMap<>();
        return sql.sql(COUNTED.formatted(where(filter, values)))
                .params(values)
                .query((row, _) ->
                        new WaitingCount(
                                row.getString("token"),
                                row.getLong("allocations"),
                                row.getLong("jobs"),
                                AllocationColumns.moment(row, "since")))
                .list();
    }

    private static String where(QueueFilter filter, Map<String, Object> values) {
        StringBuilder where = new StringBuilder();
        if (!filter.projects().isEmpty()) {
            where.append(" and j.project = any(:projects)");
            values.put("projects", filter.projects().toArray(String[]::new));
        }
        filter.queue()
                .ifPresent(queue -> {
                    where.append(" and j.queue = :queue");
                    values.put("queue", queue);
                });
        return where.toString();
    }

    private static WaitingLine line(ResultSet row) throws SQLException {
        @Nullable String token = row.getString("token");
        return new WaitingLine(
                new JobId(row.getObject("job_id", UUID.class)),
                row.getString("name"),
                row.getString("project"),
                row.getString("queue"),
                row.getString("group_name"),
                row.getInt("priority"),
                row.getInt("waiting"),
                row.getInt("count"),
                row.getLong("position"),
                AllocationColumns.moment(row, "queued_at"),
                AllocationColumns.time(row, "not_before"),
                token == null
                        ? null
                        : new ReasonView(
                                token,
                                row.getString("sentence"),
                                JsonColumns.object(row.getString("numbers")),
                                JsonColumns.object(row.getString("explanation")),
                                AllocationColumns.moment(row, "since"),
                                row.getInt("waiting")));
    }
}
