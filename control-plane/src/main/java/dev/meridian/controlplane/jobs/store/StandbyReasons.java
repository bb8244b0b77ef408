package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.view.ReasonView;
import dev.meridian.controlplane.jobs.model.view.StandbysOfJob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Why no place stands by, and how many do, as people are told.
@Component
class StandbyReasons {
    private static final String OF_ALLOCATIONS =
            """
            select *, 1 as allocations from standby_reasons where allocation_id = any(cast(:ids as uuid[]))\
            """;

    private static final String OF_JOB =
            """
            select r.token, count(*) as allocations, min(r.since) as since,
                (array_agg(r.sentence order by r.since, a.index))[1] as sentence,
                (array_agg(r.numbers order by r.since, a.index))[1] as numbers,
                (array_agg(r.explanation order by r.since, a.index))[1] as explanation
            from task_groups g join allocations a on a.group_id = g.id
            join standby_reasons r on r.allocation_id = a.id
            where g.job_id = :job and g.standbys > 0
            group by r.token order by 2 desc, 1\
            """;

    private static final String COUNTED =
            """
            select sum(g.standbys) as asked, sum(s.held) as held, sum(s.prepared) as prepared
            from task_groups g join allocations a on a.group_id = g.id
            cross join lateral (
                select count(*) as held, count(s.prepared_at) as prepared
                from standbys s where s.allocation_id = a.id and s.ended_at is null) s
            where g.job_id = :job and g.standbys > 0 and a.state in ('ASSIGNED', 'STARTING', 'RUNNING', 'UNKNOWN')
            having count(*) > 0\
            """;

    private final JdbcClient sql;

    StandbyReasons(JdbcClient sql) {
        this.sql = sql;
    }

    /// Those that lack none, or that no plan has looked at yet, are absent.
    Map<AllocationId, ReasonView> of(Collection<AllocationId> allocations) {
        Map<AllocationId, ReasonView> reasons = new HashMap<>();
        sql.sql(OF_ALLOCATIONS)
                .param("ids", MovingRows.texts(allocations))
                .query(row -> {
                    reasons.put(
                            new AllocationId(row.getObject("allocation_id", UUID.class)),
                            reason(row));
                });
        return reasons;
    }

    /// Empty where none is asked for, or nothing of it is placed.
    Optional<StandbysOfJob> ofJob(JobId job) {
        return sql.sql(COUNTED)
                .param("job", job.value())
                .query((row, _) ->
                        new StandbysOfJob(
                                row.getInt("asked"),
                                row.getInt("held"),
                                row.getInt("prepared"),
                                reasons(job)))
                .optional();
    }

    private List<ReasonView> reasons(JobId job) {
        return sql.sql(OF_JOB).param("job", job.value()).query((row, _) -> reason(row)).list();
    }

    private static ReasonView reason(ResultSet row) throws SQLException {
        return new ReasonView(
                row.getString("token"),
                row.getString("sentence"),
                JsonColumns.object(row.getString("numbers")),
                JsonColumns.object(row.getString("explanation")),
                AllocationColumns.moment(row, "since"),
                row.getInt("allocations"));
    }
}
