package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.Overspent;
import dev.meridian.controlplane.jobs.model.Spent;
import dev.meridian.controlplane.kernel.model.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What jobs with a budget have cost.
@Component
public class SpentRows {
    /// In exact numbers, so that who reads twice reads the same, in whatever order rows come.
    private static final String OF_JOBS =
            """
            select a.job_id,
                coalesce(sum(p.price * extract(epoch from t.ended_at - t.assigned_at) / 3600)
                    filter (where t.ended_at is not null), 0) as ended,
                coalesce(sum(p.price) filter (where t.ended_at is null), 0) as per_hour,
                sum(p.price * extract(epoch from t.assigned_at)) filter (where t.ended_at is null)
                    / nullif(sum(p.price) filter (where t.ended_at is null), 0) as since
            from allocations a join holdings t on t.allocation_id = a.id
            cross join lateral (select cast(t.price_per_hour as numeric) as price) p
            where a.job_id = any(cast(:jobs as uuid[])) group by a.job_id\
            """;

    private static final String CHEAPEST =
            """
            select a.job_id, min(t.price_per_hour) as price
            from allocations a join attempts t on t.allocation_id = a.id and t.ended_at is null
            where a.id = any(cast(:allocations as uuid[])) group by a.job_id\
            """;

    static final String OVER =
            """
            select j.id, j.max_total_cost, c.spent from jobs j
            cross join lateral (
                select sum(t.price_per_hour * greatest(0, extract(epoch from
                    coalesce(t.ended_at, cast(:now as timestamptz)) - t.assigned_at)) / 3600) as spent
                from allocations a join holdings t on t.allocation_id = a.id where a.job_id = j.id) c
            where j.max_total_cost is not null and j.ended_at is null and j.cancel_reason is null
                and c.spent >= j.max_total_cost\
            """;

    private final JdbcClient sql;

    SpentRows(JdbcClient sql) {
        this.sql = sql;
    }

    /// Those that were never placed are absent.
    public Map<JobId, Spent> of(Collection<JobId> jobs) {
        Map<JobId, Spent> found = new HashMap<>();
        sql.sql(OF_JOBS)
                .param("jobs", MovingRows.texts(jobs))
                .query(row -> {
                    BigDecimal since = row.getBigDecimal("since");
                    found.put(
                            new JobId(row.getObject("job_id", UUID.class)),
                            new Spent(
                                    Money.ofDollars(row.getDouble("ended")),
                                    Money.ofDollars(row.getDouble("per_hour")),
                                    since == null
                                            ? Instant.EPOCH
                                            : Instant.ofEpochSecond(since.longValue())));
                });
        return found;
    }

    /// What the cheapest of these copies costs in an hour, by job.
    public Map<JobId, Money> cheapest(Collection<AllocationId> allocations) {
        Map<JobId, Money> found = new HashMap<>();
        sql.sql(CHEAPEST)
                .param("allocations", MovingRows.texts(allocations))
                .query(row -> {
                    found.put(
                            new JobId(row.getObject("job_id", UUID.class)),
                            Money.ofDollars(row.getDouble("price")));
                });
        return found;
    }

    /// Jobs that go on although they have spent all that they may.
    public List<Overspent> over(Instant now) {
        return sql.sql(OVER)
                .param("now", now.toString())
                .query((row, _) ->
                        new Overspent(
                                new JobId(row.getObject("id", UUID.class)),
                                Money.ofDollars(row.getDouble("max_total_cost")),
                                Money.ofDollars(row.getDouble("spent"))))
                .list();
    }
}
