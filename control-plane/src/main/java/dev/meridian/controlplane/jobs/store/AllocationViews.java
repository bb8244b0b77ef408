package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.AllocationState;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.view.AllocationView;
import dev.meridian.controlplane.jobs.model.view.AttemptView;
import dev.meridian.controlplane.jobs.model.view.CheckpointView;
import dev.meridian.controlplane.jobs.model.view.ReasonView;
import dev.meridian.controlplane.jobs.model.view.StandbyView;
import dev.meridian.controlplane.kernel.model.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Allocations with their attempts, as they are told.
@Component
public class AllocationViews {
    private static final String SELECT =
            """
            select a.id, a.job_id, j.project, g.name as group_name, g.ordinal, a.index, a.state, a.epoch, a.retries,
                a.exit_code, a.reason, a.stop_order, a.created_at, a.not_before, a.started_at, a.ended_at,
                r.token, r.sentence, r.numbers, r.explanation, r.since
            from allocations a
            join task_groups g on g.id = a.group_id
            join jobs j on j.id = a.job_id
            left join pending_reasons r on r.allocation_id = a.id and a.state = 'PENDING'
            """;

    private final JdbcClient sql;
    private final CheckpointRows checkpoints;
    private final StandbyViews standbys;
    private final StandbyReasons placeless;

    AllocationViews(
            JdbcClient sql,
            CheckpointRows checkpoints,
            StandbyViews standbys,
            StandbyReasons placeless) {
        this.sql = sql;
        this.checkpoints = checkpoints;
        this.standbys = standbys;
        this.placeless = placeless;
    }

    /// @param afterOrdinal of the group with which the page before ended
    /// @param afterIndex of the allocation with which the page before ended
    public List<AllocationView> page(JobId job, int afterOrdinal, int afterIndex, int limit) {
        return filled(
                sql.sql(
                                SELECT
                                        + """
                                        where a.job_id = :job and (g.ordinal, a.index) > (:ordinal, :index)
                                        order by g.ordinal, a.index limit :limit\
                                        """)
                        .param("job", job.value())
                        .param("ordinal", afterOrdinal)
                        .param("index", afterIndex)
                        .param("limit", limit)
                        .query((row, _) -> Bare.of(row))
                        .list());
    }

    /// The first of those that wait.
    public List<AllocationView> waiting(JobId job, int limit) {
        return filled(
                sql.sql(
                                SELECT
                                        + """
                                        where a.job_id = :job and a.state = 'PENDING'
                                        order by g.ordinal, a.index limit :limit\
                                        """)
                        .param("job", job.value())
                        .param("limit", limit)
                        .query((row, _) -> Bare.of(row))
                        .list());
    }

    public Optional<AllocationView> one(AllocationId id) {
        return filled(
                        sql.sql(SELECT + "where a.id = :id")
                                .param("id", id.value())
                                .query((row, _) -> Bare.of(row))
                                .list())
                .stream()
                .findFirst();
    }

    /// The group's place in its job, by which pages are cut.
    public int ordinal(JobId job, String group) {
        return sql.sql("select ordinal from task_groups where job_id = :job and name = :name")
                .param("job", job.value())
                .param("name", group)
                .query((row, _) -> row.getInt(1))
                .single();
    }

    /// What stands in the allocation's own row.
    private record Bare(AllocationView view) {
        static Bare of(ResultSet row) throws SQLException {
            return new Bare(
                    new AllocationView(
                            new AllocationId(row.getObject("id", UUID.class)),
                            new JobId(row.getObject("job_id", UUID.class)),
                            row.getString("project"),
                            row.getString("group_name"),
                            row.getInt("index"),
                            AllocationState.Kind.valueOf(row.getString("state")),
                            null,
                            null,
                            null,
                            null,
                            row.getInt("epoch"),
                            row.getInt("epoch"),
                            row.getInt("retries"),
                            AllocationColumns.number(row, "exit_code"),
                            row.getString("reason"),
                            row.getString("stop_order"),
                            reason(row),
                            AllocationColumns.moment(row, "created_at"),
                            AllocationColumns.time(row, "not_before"),
                            AllocationColumns.time(row, "started_at"),
                            AllocationColumns.time(row, "ended_at"),
                            null,
                            List.of(),
                            null,
                            List.of()));
        }

        AllocationView with(
                List<AttemptView> attempts,
                @Nullable CheckpointView checkpoint,
                List<StandbyView> standbys,
                @Nullable ReasonView placeless) {
            AllocationView v = view;
            @Nullable AttemptView newest =
                    attempts.isEmpty() || v.state() == AllocationState.Kind.PENDING
                            ? null
                            : attempts.getLast();
            return new AllocationView(
                    v.id(),
                    v.job(),
                    v.project(),
                    v.group(),
                    v.index(),
                    v.state(),
                    newest == null ? null : newest.node(),
                    newest == null ? null : newest.nodeName(),
                    newest == null ? null : newest.region(),
                    newest == null ? null : newest.cluster(),
                    v.epoch(),
                    v.attempt(),
                    v.retries(),
                    v.exitCode(),
                    v.reason(),
                    v.stopOrder(),
                    v.pending(),
                    v.createdAt(),
                    v.notBefore(),
                    v.startedAt(),
                    v.endedAt(),
                    checkpoint,
                    standbys,
                    placeless,
                    attempts);
        }
    }

    private List<AllocationView> filled(List<Bare> bare) {
        List<AllocationId> ids = bare.stream().map(each -> each.view().id()).toList();
        Map<AllocationId, List<AttemptView>> attempts = attempts(ids);
        Map<AllocationId, CheckpointView> kept = checkpoints.views(ids);
        Map<AllocationId, List<StandbyView>> standing = standbys.of(ids);
        Map<AllocationId, ReasonView> without = placeless.of(ids);
        return bare.stream()
                .map(each ->
                        each.with(
                                attempts.getOrDefault(each.view().id(), List.of()),
                                kept.get(each.view().id()),
                                standing.getOrDefault(each.view().id(), List.of()),
                                without.get(each.view().id())))
                .toList();
    }

    private Map<AllocationId, List<AttemptView>> attempts(Collection<AllocationId> ids) {
        Map<AllocationId, List<AttemptView>> attempts = new HashMap<>();
        sql.sql(
                        """
                        select t.*, n.name as node_name from attempts t join nodes n on n.id = t.node_id
                        where t.allocation_id = any(cast(:ids as uuid[])) order by t.allocation_id, t.epoch\
                        """)
                .param("ids", MovingRows.texts(ids))
                .query(row -> {
                    attempts.computeIfAbsent(
                                    new AllocationId(row.getObject("allocation_id", UUID.class)),
                                    _ -> new ArrayList<>())
                            .add(attempt(row));
                });
        return attempts;
    }

    private static AttemptView attempt(ResultSet row) throws SQLException {
        return new AttemptView(
                row.getInt("epoch"),
                new NodeId(row.getObject("node_id", UUID.class)),
                row.getString("node_name"),
                row.getString("region"),
                row.getString("cluster"),
                row.getString("state"),
                row.getString("reason"),
                row.getString("detail"),
                AllocationColumns.number(row, "exit_code"),
                JsonColumns.read(row.getString("devices")),
                JsonColumns.object(row.getString("placement")),
                Money.ofDollars(row.getDouble("price_per_hour")),
                AllocationColumns.moment(row, "assigned_at"),
                AllocationColumns.time(row, "started_at"),
                AllocationColumns.time(row, "ended_at"),
                row.getObject("peak_memory_mib", Long.class),
                row.getObject("cpu_time_millis", Long.class));
    }

    private static @Nullable ReasonView reason(ResultSet row) throws SQLException {
        @Nullable String token = row.getString("token");
        return token == null
                ? null
                : new ReasonView(
                        token,
                        row.getString("sentence"),
                        JsonColumns.object(row.getString("numbers")),
                        JsonColumns.object(row.getString("explanation")),
                        AllocationColumns.moment(row, "since"),
                        1);
    }
}
