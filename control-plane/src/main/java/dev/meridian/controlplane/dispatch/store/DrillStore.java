package dev.meridian.controlplane.dispatch.store;

import dev.meridian.controlplane.dispatch.model.Drill;
import dev.meridian.controlplane.dispatch.model.DrillId;
import dev.meridian.controlplane.dispatch.model.DrillOrder;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.kernel.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The tables `drills` and `drill_copies`, and the leases that drills withhold.
@Repository
public class DrillStore {
    private static final String INSERT =
            """
            insert into drills (id, region, reason, started_by, started_at, deadline)
            values (:id, :region, :reason, :by, cast(:now as timestamptz), cast(:now as timestamptz))
            on conflict (region) where ended_at is null do nothing
            """;

    /// What holds a lease there under its newest epoch.
    private static final String TAKE =
            """
            insert into drill_copies (drill_id, allocation_id, epoch, node_id, policy, lease, shut)
            select :id, a.id, a.epoch, l.node_id, l.policy, l.length, t.region
              from attempts t
              join allocations a on a.id = t.allocation_id and a.epoch = t.epoch
              join leases l on l.allocation_id = a.id and l.epoch = a.epoch
              join jobs j on j.id = a.job_id
             where t.region = :region and t.ended_at is null and t.departing_since is null
               and (:everything or j.project = :project or j.id = any (cast(:jobs as uuid[])))
            """;

    private static final String WITHHOLD =
            """
            update leases l set withheld_by = c.drill_id from drill_copies c
             where c.drill_id = :id and c.policy <> 'keep'
               and l.allocation_id = c.allocation_id and l.epoch = c.epoch
            """;

    private static final String SET_DEADLINE =
            """
            update drills set deadline = started_at + coalesce(
                       cast(:within as bigint) * interval '1 millisecond',
                       interval '10 minutes' + coalesce((
                           select max(lease) from drill_copies where drill_id = :id and policy <> 'keep'), interval '0'))
             where id = :id
            """;

    private static final String END =
            """
            update drills set ended_at = cast(:now as timestamptz), outcome = :outcome
             where id = :id and ended_at is null
            """;

    private static final String RESTORE =
            "update leases set withheld_by = null where withheld_by = :id";

    private static final String OPEN = "update drill_copies set shut = null where drill_id = :id";

    /// What waits because of it counts as moved, so that plans read it anew.
    private static final String TOUCH =
            """
            update task_groups g set ready = g.ready
              from drill_copies c join allocations a on a.id = c.allocation_id
             where c.drill_id = :id and a.state = 'PENDING' and g.id = a.group_id
            """;

    private static final String LIST =
            """
            select * from drills where (cast(:before as uuid) is null or id < cast(:before as uuid))
             order by id desc limit :limit
            """;

    private final JdbcClient jdbc;
    private final Ids ids;

    DrillStore(JdbcClient jdbc, Ids ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    /// Opens it without any copies.
    ///
    /// @return empty where one of the region is under way
    public Optional<DrillId> open(DrillOrder order, Instant now) {
        UUID id = ids.next();
        int made =
                jdbc.sql(INSERT)
                        .param("id", id)
                        .param("region", order.region().value())
                        .param("reason", order.reason())
                        .param("by", order.by())
                        .param("now", now.toString())
                        .update();
        return made == 0 ? Optional.empty() : Optional.of(new DrillId(id));
    }

    /// Cuts off what the order chooses: from now on none of its leases is granted again.
    ///
    /// @return how many copies were chosen
    public int cutOff(DrillId drill, DrillOrder order) {
        int taken =
                jdbc.sql(TAKE)
                        .param("id", drill.value())
                        .param("region", order.region().value())
                        .param("everything", order.everything())
                        .param("project", order.project())
                        .param(
                                "jobs",
                                order.jobs().stream()
                                        .map(job -> job.value().toString())
                                        .toArray(String[]::new))
                        .update();
        jdbc.sql(WITHHOLD).param("id", drill.value()).update();
        @Nullable Duration within = order.within();
        jdbc.sql(SET_DEADLINE)
                .param("id", drill.value())
                .param("within", within == null ? null : within.toMillis())
                .update();
        return taken;
    }

    /// Ends it, and grants its leases again from now on.
    ///
    /// @return false where it had ended
    public boolean end(DrillId drill, Drill.State outcome, Instant now) {
        int ended =
                jdbc.sql(END)
                        .param("id", drill.value())
                        .param("outcome", outcome.name())
                        .param("now", now.toString())
                        .update();
        jdbc.sql(RESTORE).param("id", drill.value()).update();
        jdbc.sql(OPEN).param("id", drill.value()).update();
        jdbc.sql(TOUCH).param("id", drill.value()).update();
        return ended == 1;
    }

    public List<Drill> underWay() {
        return jdbc.sql("select * from drills where ended_at is null order by id")
                .query((row, _) -> drill(row))
                .list();
    }

    public Optional<Drill> find(DrillId id) {
        return jdbc.sql("select * from drills where id = :id")
                .param("id", id.value())
                .query((row, _) -> drill(row))
                .optional();
    }

    /// Newest first.
    ///
    /// @param before the list goes on from there; null: from the newest on
    public List<Drill> list(@Nullable UUID before, int limit) {
        return jdbc.sql(LIST)
                .param("before", before == null ? null : before.toString())
                .param("limit", limit)
                .query((row, _) -> drill(row))
                .list();
    }

    /// All allocations that it cut off.
    public List<AllocationId> allocations(DrillId id) {
        return jdbc.sql("select allocation_id from drill_copies where drill_id = :id order by 1")
                .param("id", id.value())
                .query((row, _) -> new AllocationId(row.getObject(1, UUID.class)))
                .list();
    }

    private static Drill drill(ResultSet row) throws SQLException {
        @Nullable String outcome = row.getString("outcome");
        @Nullable OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Drill(
                new DrillId(row.getObject("id", UUID.class)),
                new RegionName(row.getString("region")),
                outcome == null ? Drill.State.RUNNING : Drill.State.valueOf(outcome),
                row.getString("reason"),
                row.getString("started_by"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("deadline", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
