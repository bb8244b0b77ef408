package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.view.JobFootprint;
import dev.meridian.controlplane.kernel.model.Money;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Where jobs of a list are, and what they have cost.
@Component
public class JobFootprints {
    private final JdbcClient sql;

    JobFootprints(JdbcClient sql) {
        this.sql = sql;
    }

    /// Jobs that do not exist are absent.
    ///
    /// @param most allocations of each that are looked at, so that a page of large arrays costs no
    ///   more than one of small jobs
    public Map<JobId, JobFootprint> of(Collection<JobId> jobs, int most, Instant now) {
        Map<JobId, JobFootprint> found = new HashMap<>();
        sql.sql(
                        """
                        with looked_at as (
                            select j.id as job, a.id, a.epoch
                            from unnest(cast(:ids as uuid[])) as j (id) cross join lateral (
                                select id, epoch from allocations a where a.job_id = j.id
                                order by a.group_id, a.index limit :most + 1) a),
                        summed as (
                            select a.job, count(distinct a.id) as allocations, count(t.epoch) as attempts,
                                array_agg(distinct t.region order by t.region) filter (where t.epoch = a.epoch) as regions,
                                count(distinct t.node_id) filter (where t.epoch = a.epoch) as nodes,
                                min(cast(t.node_id as text)) filter (where t.epoch = a.epoch) as node,
                                coalesce(sum(t.price_per_hour * greatest(0, extract(epoch from
                                    coalesce(t.ended_at, cast(:now as timestamptz)) - t.assigned_at)) / 3600), 0) as cost
                            from looked_at a left join attempts t on t.allocation_id = a.id group by a.job)
                        select s.*, n.id as node_id, n.name as node_name
                        from summed s left join nodes n on s.nodes = 1 and n.id = cast(s.node as uuid)\
                        """)
                .param("ids", MovingRows.texts(jobs))
                .param("most", most)
                .param("now", now.toString())
                .query(row -> {
                    found.put(new JobId(row.getObject("job", UUID.class)), footprint(row, most));
                });
        return found;
    }

    private static JobFootprint footprint(ResultSet row, int most) throws SQLException {
        int allocations = row.getInt("allocations");
        @Nullable Array regions = row.getArray("regions");
        return new JobFootprint(
                Math.min(allocations, most),
                allocations <= most,
                row.getInt("attempts"),
                regions == null ? List.of() : List.of((String[]) regions.getArray()),
                AllocationColumns.node(row, "node_id"),
                row.getString("node_name"),
                row.getInt("nodes"),
                Money.ofDollars(row.getDouble("cost")));
    }
}
