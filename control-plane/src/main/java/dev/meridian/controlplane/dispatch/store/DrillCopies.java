package dev.meridian.controlplane.dispatch.store;

import dev.meridian.controlplane.dispatch.model.DrillId;
import dev.meridian.controlplane.dispatch.model.DrilledCopy;
import dev.meridian.controlplane.dispatch.model.DrilledCopy.Place;
import dev.meridian.controlplane.dispatch.model.DrilledCopy.Stage;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How far the copies of a drill are, told by their attempts: nothing is written down twice.
@Repository
public class DrillCopies {
    private static final String READ =
            """
            select c.allocation_id, c.epoch, c.policy, (extract(epoch from c.lease) * 1000)::bigint as lease_millis,
                   j.id as job_id, j.project, j.name as job, g.name as task_group, a.index, n.name as node,
                   case when c.policy = 'keep' then 'KEPT'
                        when back.started_at is not null then 'BACK'
                        when a.state in ('SUCCEEDED', 'FAILED', 'CANCELLED') then 'ENDED'
                        when a.epoch = c.epoch and old.ended_at is null then 'LEASED'
                        when a.state = 'PENDING' then 'WAITING'
                        else 'STARTING' end as stage,
                   (extract(epoch from old.ended_at - old.started_at) * 1000)::bigint as stopped_millis,
                   back.region as back_region, bn.name as back_node,
                   (extract(epoch from back.started_at - d.started_at) * 1000)::bigint as recovery_millis,
                   p.sentence
              from drill_copies c
              join drills d on d.id = c.drill_id
              join allocations a on a.id = c.allocation_id
              join task_groups g on g.id = a.group_id
              join jobs j on j.id = a.job_id
              join nodes n on n.id = c.node_id
              left join attempts old on old.allocation_id = c.allocation_id and old.epoch = c.epoch
              left join lateral (
                  select t.node_id, t.region, t.started_at from attempts t
                   where t.allocation_id = c.allocation_id and t.epoch > c.epoch and t.started_at is not null
                   order by t.epoch limit 1) back on true
              left join nodes bn on bn.id = back.node_id
              left join pending_reasons p on p.allocation_id = c.allocation_id and a.state = 'PENDING'
             where c.drill_id = :id
             order by j.project, j.name, j.id, g.ordinal, a.index
            """;

    private final JdbcClient jdbc;

    DrillCopies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// By project, job, group and index.
    public List<DrilledCopy> of(DrillId drill) {
        return jdbc.sql(READ).param("id", drill.value()).query((row, _) -> copy(row)).list();
    }

    private static DrilledCopy copy(ResultSet row) throws SQLException {
        Stage stage = Stage.valueOf(row.getString("stage"));
        @Nullable String region = row.getString("back_region");
        return new DrilledCopy(
                new AllocationId(row.getObject("allocation_id", UUID.class)),
                new JobId(row.getObject("job_id", UUID.class)),
                row.getString("project"),
                "%s/%s[%d]"
                        .formatted(
                                row.getString("job"),
                                row.getString("task_group"),
                                row.getInt("index")),
                row.getInt("epoch"),
                row.getString("node"),
                row.getString("policy"),
                Duration.ofMillis(row.getLong("lease_millis")),
                stage,
                stage == Stage.KEPT || stage == Stage.ENDED ? null : millis(row, "stopped_millis"),
                region == null ? null : new Place(region, row.getString("back_node")),
                millis(row, "recovery_millis"),
                row.getString("sentence"));
    }

    private static @Nullable Duration millis(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Duration.ofMillis(millis);
    }
}
