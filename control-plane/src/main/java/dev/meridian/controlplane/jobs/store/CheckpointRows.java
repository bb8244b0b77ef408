package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.CheckpointNews;
import dev.meridian.controlplane.jobs.model.view.CheckpointView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What is known of each allocation's checkpoint.
@Component
public class CheckpointRows {
    /// A node speaks of the attempts that were its own; of two attempts the later one is believed,
    /// and what it does not know of yet stays as it was.
    private static final String TELL =
            """
            insert into checkpoints as c (allocation_id, epoch, generation, bytes, files, copy_millis, saved_at, region,
                restored, restore_millis, restoring, problem, changed_at)
            select v.id, v.epoch, v.generation, v.bytes, v.files, v.copy_millis,
                case when v.generation is not null then v.now end,
                case when v.generation is not null then coalesce(p.checkpoint_region, t.region) end,
                v.restored, v.restore_millis, v.restoring, v.problem, v.now
            from %s
            join attempts t on t.allocation_id = v.id and t.epoch = v.epoch and t.node_id = v.node
            join allocations a on a.id = v.id
            join jobs j on j.id = a.job_id
            join projects p on p.name = j.project
            order by v.id
            on conflict (allocation_id) do update set
                epoch = excluded.epoch,
                generation = coalesce(excluded.generation, c.generation),
                bytes = case when excluded.generation is null then c.bytes else excluded.bytes end,
                files = case when excluded.generation is null then c.files else excluded.files end,
                copy_millis = case when excluded.generation is null then c.copy_millis else excluded.copy_millis end,
                saved_at = case when excluded.generation is null or excluded.generation = c.generation
                    then c.saved_at else excluded.saved_at end,
                region = coalesce(excluded.region, c.region),
                restored = case when excluded.epoch = c.epoch then coalesce(excluded.restored, c.restored)
                    else excluded.restored end,
                restore_millis = greatest(excluded.restore_millis,
                    case when excluded.epoch = c.epoch then c.restore_millis else 0 end),
                restoring = excluded.restoring,
                problem = excluded.problem,
                changed_at = excluded.changed_at
            where c.epoch <= excluded.epoch
            """;

    private static final String VIEWS =
            "select * from checkpoints where allocation_id = any (cast(:ids as uuid[]))";

    private final JdbcClient sql;

    CheckpointRows(JdbcClient sql) {
        this.sql = sql;
    }

    /// @param news of different allocations
    public void tell(List<CheckpointNews> news, Instant now) {
        Columns<CheckpointNews> columns =
                Columns.of(news)
                        .uuids("id", each -> each.allocation().value())
                        .ints("epoch", CheckpointNews::epoch)
                        .uuids("node", each -> each.from().value())
                        .texts("generation", CheckpointNews::generation)
                        .longs("bytes", CheckpointNews::bytes)
                        .ints("files", CheckpointNews::files)
                        .longs("copy_millis", CheckpointNews::copyMillis)
                        .texts("restored", CheckpointNews::restored)
                        .longs("restore_millis", CheckpointNews::restoreMillis)
                        .booleans("restoring", CheckpointNews::restoring)
                        .texts("problem", CheckpointNews::problem)
                        .times("now", _ -> now);
        sql.sql(TELL.formatted(columns.relation())).params(columns.parameters()).update();
    }

    /// Those of which nothing was told are absent.
    public Map<AllocationId, CheckpointView> views(Collection<AllocationId> allocations) {
        Map<AllocationId, CheckpointView> found = new HashMap<>();
        sql.sql(VIEWS)
                .param("ids", MovingRows.texts(allocations))
                .query(row -> {
                    found.put(
                            new AllocationId(row.getObject("allocation_id", UUID.class)),
                            view(row));
                });
        return found;
    }

    private static CheckpointView view(ResultSet row) throws SQLException {
        return new CheckpointView(
                row.getString("generation"),
                row.getLong("bytes"),
                row.getInt("files"),
                row.getLong("copy_millis"),
                AllocationColumns.time(row, "saved_at"),
                row.getString("region"),
                row.getBoolean("restoring"),
                row.getString("restored"),
                row.getLong("restore_millis"),
                row.getString("problem"));
    }
}
