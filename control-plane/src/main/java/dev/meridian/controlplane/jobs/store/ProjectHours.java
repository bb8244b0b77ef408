package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.JobState;
import dev.meridian.controlplane.jobs.model.view.CostlyJob;
import dev.meridian.controlplane.jobs.model.view.PastUse;
import dev.meridian.controlplane.jobs.model.view.QueueSpending;
import dev.meridian.controlplane.jobs.model.view.SpentHour;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What projects spent. Hours that are over are summed once, into `project_hours`; what came after
/// is summed from the attempts, by [QueueUses].
@Component
public class ProjectHours {
    /// Attempts that cost something between `:from` and `:to`, each cut into hours.
    private static final String PARTS =
            """
            select t.project, t.queue, h.hour, t.price_per_hour * p.part as dollars,
                t.cpu_millis / 1000.0 * p.part as core_hours, t.device_millis / 1000.0 * p.part as accelerator_hours
            from (select * from holdings where ended_at is null and assigned_at < :to
                union all select * from holdings where ended_at > :from and assigned_at < :to) t
            cross join lateral generate_series(date_trunc('hour', greatest(t.assigned_at, :from), 'UTC'),
                least(coalesce(t.ended_at, :to), :to) - interval '1 microsecond', interval '1 hour') h(hour)
            cross join lateral (select greatest(0, extract(epoch from
                least(coalesce(t.ended_at, :to), :to, h.hour + interval '1 hour')
                - greatest(t.assigned_at, h.hour, :from)) / 3600) as part) p
            """;

    static final String SPENT =
            """
            select project, queue, coalesce(sum(dollars) filter (where hour >= :day), 0) as day,
                coalesce(sum(dollars) filter (where hour >= :week), 0) as week, sum(dollars) as month,
                sum(core_hours) as core_hours, sum(accelerator_hours) as accelerator_hours
            from project_hours where hour >= :month group by project, queue\
            """;

    static final String HOURS =
            """
            select queue, hour, dollars from project_hours where project = :project and hour >= :since
            order by hour, queue\
            """;

    static final String COSTLY =
            """
            with parts as (
                select a.job_id, t.price_per_hour, t.assigned_at, t.ended_at
                from jobs j join allocations a on a.job_id = j.id join holdings t on t.allocation_id = a.id
                where j.project = :project and j.ended_at is null and (t.ended_at is null or t.ended_at > :since)
                union all
                select a.job_id, t.price_per_hour, t.assigned_at, t.ended_at
                from holdings t join allocations a on a.id = t.allocation_id join jobs j on j.id = a.job_id
                where t.ended_at > :since and j.project = :project and j.ended_at is not null),
            of_job as (
                select job_id, sum(price_per_hour * greatest(0, extract(epoch from
                    coalesce(ended_at, :now) - greatest(assigned_at, :since)) / 3600)) as dollars
                from parts group by job_id order by dollars desc, job_id limit :limit)
            select j.id, j.name, j.queue, j.state, s.submitted_by, c.dollars
            from of_job c join jobs j on j.id = c.job_id join job_specs s on s.id = j.id
            where c.dollars > 0 order by c.dollars desc, j.id\
            """;

    /// An hour counts half as much as one that is a half-life younger.
    static final String FADING =
            """
            select project, queue, sum(core_hours * p.part) as cores, sum(accelerator_hours * p.part) as accelerators
            from project_hours
            cross join lateral (select power(0.5, greatest(0, extract(epoch from
                cast(:now as timestamptz) - hour)) / :half_life) as part) p
            where hour >= cast(:now as timestamptz) - :span * interval '1 second' group by project, queue\
            """;

    private static final int HALF_LIVES = 10;
    private static final double SECONDS_OF_HOUR = 3600;

    private static final Duration AT_ONCE = Duration.ofHours(24);

    private final JdbcClient sql;

    ProjectHours(JdbcClient sql) {
        this.sql = sql;
    }

    /// In hours that are closed.
    ///
    /// @param day the hour from which the first sum counts, and so on
    public List<QueueSpending> spent(Instant day, Instant week, Instant month) {
        return sql.sql(SPENT)
                .param("day", day.atOffset(ZoneOffset.UTC))
                .param("week", week.atOffset(ZoneOffset.UTC))
                .param("month", month.atOffset(ZoneOffset.UTC))
                .query((row, _) ->
                        new QueueSpending(
                                row.getString("project"),
                                row.getString("queue"),
                                row.getDouble("day"),
                                row.getDouble("week"),
                                row.getDouble("month"),
                                row.getDouble("core_hours"),
                                row.getDouble("accelerator_hours")))
                .list();
    }

    /// What queues held in the mean of the hours that are closed, the older the less they count.
    public List<PastUse> fading(Duration halfLife, Instant now) {
        double seconds = halfLife.toSeconds();
        double hours = 1 / (1 - Math.pow(0.5, SECONDS_OF_HOUR / seconds));
        return sql.sql(FADING)
                .param("now", now.toString())
                .param("half_life", seconds)
                .param("span", HALF_LIVES * seconds)
                .query((row, _) ->
                        new PastUse(
                                row.getString("project"),
                                row.getString("queue"),
                                row.getDouble("cores") / hours,
                                row.getDouble("accelerators") / hours))
                .list();
    }

    /// Closed ones, oldest first; hours in which a queue spent nothing are absent.
    public List<SpentHour> hours(String project, Instant since) {
        return sql.sql(HOURS)
                .param("project", project)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, _) ->
                        new SpentHour(
                                row.getString("queue"),
                                AllocationColumns.moment(row, "hour"),
                                row.getDouble("dollars")))
                .list();
    }

    /// The costliest first, by what they cost since then.
    public List<CostlyJob> costly(String project, Instant since, Instant now, int limit) {
        return sql.sql(COSTLY)
                .param("project", project)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, _) ->
                        new CostlyJob(
                                new JobId(row.getObject("id", UUID.class)),
                                row.getString("name"),
                                row.getString("queue"),
                                JobState.valueOf(row.getString("state")),
                                row.getString("submitted_by"),
                                row.getDouble("dollars")))
                .list();
    }

    /// Hours before this one are closed.
    public Instant until() {
        return sql.sql("select hour from project_hours_until")
                .query((row, _) -> AllocationColumns.moment(row, "hour"))
                .single();
    }

    /// Closes hours up to one, a day's at most; of two replicas that do so at once, one does.
    ///
    /// @return where it came to; empty: there was nothing to close
    @Transactional
    public Optional<Instant> close(Instant upTo) {
        Instant from = until();
        Instant to = upTo.isAfter(from.plus(AT_ONCE)) ? from.plus(AT_ONCE) : upTo;
        if (!to.isAfter(from)
                || sql.sql("update project_hours_until set hour = :to where hour = :from")
                                .param("to", to.atOffset(ZoneOffset.UTC))
                                .param("from", from.atOffset(ZoneOffset.UTC))
                                .update()
                        == 0) {
            return Optional.empty();
        }
        sql.sql(
                        "insert into project_hours (project, queue, hour, dollars, core_hours, accelerator_hours)"
                                + " select project, queue, hour, sum(dollars), sum(core_hours), sum(accelerator_hours) from ("
                                + PARTS
                                + ") parts group by project, queue, hour")
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .update();
        return Optional.of(to);
    }
}
