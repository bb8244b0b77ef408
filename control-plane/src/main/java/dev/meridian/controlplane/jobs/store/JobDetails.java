package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.jobs.model.AllocationState;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.view.GroupView;
import dev.meridian.controlplane.jobs.model.view.ReasonView;
import dev.meridian.controlplane.jobs.model.view.StandbysOfJob;
import dev.meridian.controlplane.kernel.model.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What is told of one job beyond its line in a list.
@Component
public class JobDetails {
    private final JdbcClient sql;
    private final StandbyReasons standbys;

    JobDetails(JdbcClient sql, StandbyReasons standbys) {
        this.sql = sql;
        this.standbys = standbys;
    }

    /// What a person has ordered.
    public record Orders(boolean suspended, @Nullable String cancelReason) {}

    public Optional<Orders> orders(JobId job) {
        return sql.sql("select suspended, cancel_reason from jobs where id = :job")
                .param("job", job.value())
                .query((row, _) -> new Orders(row.getBoolean(1), row.getString(2)))
                .optional();
    }

    public List<GroupView> groups(JobId job) {
        Map<UUID, Map<AllocationState.Kind, Integer>> states = new HashMap<>();
        sql.sql(
                        "select group_id, state, count(*) from allocations where job_id = :job group by group_id, state")
                .param("job", job.value())
                .query(row -> {
                    states.computeIfAbsent(
                                    row.getObject(1, UUID.class),
                                    _ -> new EnumMap<>(AllocationState.Kind.class))
                            .put(AllocationState.Kind.valueOf(row.getString(2)), row.getInt(3));
                });
        return sql.sql(
                        """
                        select id, name, count, min_count, gang_size, max_running, depends_on, ready
                        from task_groups where job_id = :job order by ordinal\
                        """)
                .param("job", job.value())
                .query((row, _) ->
                        group(row, states.getOrDefault(row.getObject("id", UUID.class), Map.of())))
                .list();
    }

    /// The most frequent first.
    public List<ReasonView> reasons(JobId job) {
        return sql.sql(
                        """
                        select r.token, count(*) as allocations, min(r.since) as since,
                            (array_agg(r.sentence order by r.since, a.index))[1] as sentence,
                            (array_agg(r.numbers order by r.since, a.index))[1] as numbers,
                            (array_agg(r.explanation order by r.since, a.index))[1] as explanation
                        from allocations a join pending_reasons r on r.allocation_id = a.id
                        where a.job_id = :job and a.state = 'PENDING'
                        group by r.token order by 2 desc, 1\
                        """)
                .param("job", job.value())
                .query((row, _) -> reason(row))
                .list();
    }

    /// Empty where none is asked for, or nothing of it is placed.
    public Optional<StandbysOfJob> standbys(JobId job) {
        return standbys.ofJob(job);
    }

    /// See `JobQueries.mark`.
    public String mark(JobId job) {
        return sql.sql(
                        """
                        select concat_ws('/', j.version, j.state,
                            (select id from events e where e.job_id = j.id order by e.id desc limit 1),
                            (select concat(r.token, r.sentence, r.since) from allocations a
                             join pending_reasons r on r.allocation_id = a.id
                             where a.job_id = j.id and a.state = 'PENDING' order by a.group_id, a.index limit 1),
                            (select concat(count(*), max(s.assigned_at), max(s.prepared_at), max(s.ended_at),
                                max(r.token), max(r.since))
                             from task_groups g join allocations a on a.group_id = g.id
                             left join standbys s on s.allocation_id = a.id
                             left join standby_reasons r on r.allocation_id = a.id
                             where g.job_id = j.id and g.standbys > 0))
                        from jobs j where j.id = :job\
                        """)
                .param("job", job.value())
                .query((row, _) -> row.getString(1))
                .optional()
                .orElse("");
    }

    /// Of all attempts up to now, and of places that stood by.
    public Money cost(JobId job, Instant now) {
        return sql.sql(
                        """
                        select coalesce(sum(t.price_per_hour * greatest(0, extract(epoch from
                            coalesce(t.ended_at, cast(:now as timestamptz)) - t.assigned_at)) / 3600), 0)
                        from allocations a join holdings t on t.allocation_id = a.id where a.job_id = :job\
                        """)
                .param("job", job.value())
                .param("now", now.toString())
                .query((row, _) -> Money.ofDollars(row.getDouble(1)))
                .single();
    }

    private static GroupView group(ResultSet row, Map<AllocationState.Kind, Integer> states)
            throws SQLException {
        return new GroupView(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getInt("count"),
                AllocationColumns.number(row, "min_count"),
                AllocationColumns.number(row, "gang_size"),
                AllocationColumns.number(row, "max_running"),
                List.of((String[]) row.getArray("depends_on").getArray()),
                row.getBoolean("ready"),
                states);
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
