package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.jobs.model.JobState;
import dev.meridian.controlplane.jobs.model.view.LiveJobs;
import dev.meridian.controlplane.jobs.model.view.QueueUse;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What queues hold at this moment. Of what has ended nothing is read but the last hour or two.
@Component
public class QueueUses {
    /// One pass over what is open, for all that is asked of it.
    static final String USE =
            """
            select t.project, t.queue, count(*) filter (where t.ended_at is null) as instances,
                coalesce(sum(t.cpu_millis) filter (where t.ended_at is null), 0) as cpu,
                coalesce(sum(t.memory_mib) filter (where t.ended_at is null), 0) as memory,
                coalesce(sum(t.device_millis) filter (where t.ended_at is null), 0) as millis,
                coalesce(sum(t.price_per_hour) filter (where t.ended_at is null), 0) as dollars,
                sum(t.price_per_hour * p.hours) as dollars_since,
                sum(t.cpu_millis * p.hours) / 1000 as core_hours_since,
                sum(t.device_millis * p.hours) / 1000 as accelerator_hours_since
            from (select * from holdings where ended_at is null
                union all select * from holdings where ended_at > :closed) t
            cross join lateral (select greatest(0, extract(epoch from
                coalesce(t.ended_at, :now) - greatest(t.assigned_at, :closed)) / 3600)::float8 as hours) p
            group by t.project, t.queue\
            """;

    static final String JOBS =
            """
            select project, queue, state, count(*) as jobs from jobs where ended_at is null
            group by project, queue, state\
            """;

    private static final double MILLIS = 1000;

    private final JdbcClient sql;

    QueueUses(JdbcClient sql) {
        this.sql = sql;
    }

    /// @param closed the hour up to which [ProjectHours] has summed
    public List<QueueUse> now(Instant closed, Instant now) {
        return sql.sql(USE)
                .param("closed", closed.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) ->
                        new QueueUse(
                                row.getString("project"),
                                row.getString("queue"),
                                row.getLong("instances"),
                                new Millicores(row.getLong("cpu")),
                                new Mebibytes(row.getLong("memory")),
                                row.getLong("millis") / MILLIS,
                                row.getDouble("dollars"),
                                row.getDouble("dollars_since"),
                                row.getDouble("core_hours_since"),
                                row.getDouble("accelerator_hours_since")))
                .list();
    }

    public List<LiveJobs> jobs() {
        return sql.sql(JOBS)
                .query((row, _) ->
                        new LiveJobs(
                                row.getString("project"),
                                row.getString("queue"),
                                JobState.valueOf(row.getString("state")),
                                row.getLong("jobs")))
                .list();
    }
}
