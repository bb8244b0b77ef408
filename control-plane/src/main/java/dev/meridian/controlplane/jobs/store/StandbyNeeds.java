package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.EligibleGroup.Waiting;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.StandbyId;
import dev.meridian.controlplane.jobs.model.Tally;
import dev.meridian.controlplane.jobs.model.WantedStandby;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which allocations are to have another place stand by for them, and which such places have to be
/// looked at.
@Component
public class StandbyNeeds {
    /// By groups, which are few: the fence of `offset 0` keeps all that runs from being read.
    private static final String LACKING_FROM =
            """
            task_groups g join jobs j on j.id = g.job_id
            cross join lateral (
                select * from allocations
                where group_id = g.id and state in ('ASSIGNED', 'STARTING', 'RUNNING') and stop_order is null offset 0) a\
            """;

    private static final String LACKING =
            """
            g.standbys > 0 and g.assigned + g.active > 0
                and not j.suspended and j.cancel_reason is null and j.ended_at is null
                and g.standbys > (
                    select count(*) from standbys s where s.allocation_id = a.id and s.ended_at is null)\
            """;

    /// Nothing of a group that asks for none, or of which nothing is placed, is read.
    static final String WANTED =
            """
            select a.id, a.version, a.index, a.epoch, a.retries, a.losses, a.memory_factor, a.avoid_node, a.changed_at,
                a.job_id, a.group_id, g.name, j.queue, g.priority, g.queued_at, array(
                    select t.region from attempts t where t.allocation_id = a.id and t.ended_at is null
                    union select s.region from standbys s where s.allocation_id = a.id and s.ended_at is null
                    union select c.shut from drill_copies c where c.allocation_id = a.id and c.shut is not null) as shut,
                (select count(*) from standbys s where s.allocation_id = a.id) as made
            from %s
            left join standby_reasons r on r.allocation_id = a.id
            where %s
            order by r.allocation_id is not null,
                case when r.allocation_id is not null then hashtextextended(a.id::text, :draw) end,
                g.priority desc, g.queued_at, a.job_id, g.ordinal, a.index limit :limit\
            """
                    .formatted(LACKING_FROM, LACKING);

    static final String MISSING =
            """
            select count(*), sum(hashtextextended(a.id::text, (
                select count(*) from standbys s where s.allocation_id = a.id)))
            from %s
            where %s\
            """
                    .formatted(LACKING_FROM, LACKING);

    /// A silent node may come back with what it has prepared; a lost one is not waited for.
    static final String NEEDLESS =
            """
            select id, allocation_id, why
            from (
                select s.id, s.allocation_id, case
                    when a.ended_at is not null then 'its allocation has ended'
                    when j.suspended or j.cancel_reason is not null then 'its job is held back'
                    when h.contact = 'LOST' or h.departed then 'its node is lost'
                    when n.drain_since is not null then 'its node is drained'
                    when n.admin_state = 'QUARANTINED' then 'its node is quarantined'
                    when t.region = s.region then 'its allocation is in that region itself' end as why
                from standbys s
                join allocations a on a.id = s.allocation_id
                join jobs j on j.id = a.job_id
                join nodes n on n.id = s.node_id
                join node_health h on h.node_id = s.node_id
                left join attempts t on t.allocation_id = a.id and t.epoch = a.epoch and t.ended_at is null
                where s.ended_at is null) looked_at
            where why is not null\
            """;

    static final String WAITING =
            """
            select distinct a.id
            from standbys s join allocations a on a.id = s.allocation_id
            where s.ended_at is null and a.state = 'PENDING'
                and (a.not_before is null or a.not_before <= cast(:now as timestamptz))\
            """;

    /// Of what has to leave its node, that of which the whole region is left: no node there takes
    /// anything any more.
    static final String LEAVING =
            """
            select distinct a.id, j.type = 'service' and j.disconnect_policy = 'overlap' as overlaps,
                n.drain_reason
            from standbys s
            join allocations a on a.id = s.allocation_id
            join jobs j on j.id = a.job_id
            join attempts t on t.allocation_id = a.id and t.epoch = a.epoch and t.ended_at is null
            join nodes n on n.id = a.node_id
            where s.ended_at is null and a.state in ('STARTING', 'RUNNING') and a.stop_order is null
                and n.drain_since is not null
                and (j.type = 'service' or n.drain_deadline is null
                    or n.drain_deadline <= cast(:now as timestamptz))
                and not exists (
                    select from nodes o join clusters c on c.id = o.cluster_id
                    join node_health h on h.node_id = o.id
                    where c.region = t.region and o.admin_state = 'OPEN' and h.contact = 'READY')\
            """;

    private final JdbcClient sql;

    StandbyNeeds(JdbcClient sql) {
        this.sql = sql;
    }

    /// One for each allocation that lacks any: the next is wanted when this one is placed.
    ///
    /// @param draw decides which come first of those for which no place has been found
    public List<WantedStandby> wanted(int limit, long draw) {
        return sql.sql(WANTED)
                .param("limit", limit)
                .param("draw", draw)
                .query((row, _) -> wanted(row))
                .list();
    }

    /// Which allocations lack any, each as often as it had one: another text whenever they are
    /// others, or had one since; empty where none does.
    public String missing() {
        return sql.sql(MISSING)
                .query((row, _) ->
                        row.getLong("count") == 0
                                ? ""
                                : row.getLong("count") + ":" + row.getString("sum"))
                .single();
    }

    private static WantedStandby wanted(ResultSet row) throws SQLException {
        AllocationId allocation = new AllocationId(row.getObject("id", UUID.class));
        String[] shut = (String[]) row.getArray("shut").getArray();
        return new WantedStandby(
                id(allocation, row.getLong("made")),
                new Waiting(
                        allocation,
                        row.getLong("version"),
                        row.getInt("index"),
                        row.getInt("epoch"),
                        new Tally(
                                row.getInt("retries"),
                                row.getInt("losses"),
                                row.getDouble("memory_factor"),
                                AllocationColumns.node(row, "avoid_node")),
                        AllocationColumns.moment(row, "changed_at"),
                        Arrays.stream(shut).sorted().map(RegionName::new).toList()),
                new JobId(row.getObject("job_id", UUID.class)),
                row.getObject("group_id", UUID.class),
                row.getString("name"),
                row.getString("queue"),
                row.getInt("priority"),
                AllocationColumns.moment(row, "queued_at"));
    }

    /// The same from plan to plan until it has a place, so that what is promised to it stays so.
    private static StandbyId id(AllocationId allocation, long made) {
        return new StandbyId(
                UUID.nameUUIDFromBytes(
                        "standby %d of %s"
                                .formatted(made + 1, allocation)
                                .getBytes(StandardCharsets.UTF_8)));
    }

    /// @param why a sentence for people
    public record Needless(AllocationId allocation, StandbyId standby, String why) {}

    public List<Needless> needless() {
        return sql.sql(NEEDLESS)
                .query((row, _) ->
                        new Needless(
                                new AllocationId(row.getObject("allocation_id", UUID.class)),
                                new StandbyId(row.getObject("id", UUID.class)),
                                row.getString("why")))
                .list();
    }

    /// For which allocations these stand by; what stands by no longer, or never did, is absent.
    public Map<StandbyId, AllocationId> of(Collection<StandbyId> standbys) {
        Map<StandbyId, AllocationId> found = new HashMap<>();
        sql.sql(
                        "select id, allocation_id from standbys where id = any(cast(:ids as uuid[])) and ended_at is null")
                .param("ids", MovingRows.texts(standbys))
                .query(row -> {
                    found.put(
                            new StandbyId(row.getObject("id", UUID.class)),
                            new AllocationId(row.getObject("allocation_id", UUID.class)));
                });
        return found;
    }

    /// Allocations that wait although a place stands by for them.
    public List<AllocationId> waiting(Instant now) {
        return sql.sql(WAITING)
                .param("now", now.toString())
                .query((row, _) -> new AllocationId(row.getObject(1, UUID.class)))
                .list();
    }

    /// @param overlaps two copies of it may live at once
    public record Leaving(AllocationId allocation, boolean overlaps, String reason) {}

    /// What is to leave a region that is emptied as a whole.
    public List<Leaving> leaving(Instant now) {
        return sql.sql(LEAVING)
                .param("now", now.toString())
                .query((row, _) ->
                        new Leaving(
                                new AllocationId(row.getObject("id", UUID.class)),
                                row.getBoolean("overlaps"),
                                row.getString("drain_reason")))
                .list();
    }
}
