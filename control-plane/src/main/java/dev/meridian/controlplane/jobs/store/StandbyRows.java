package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.NewStandby;
import dev.meridian.controlplane.jobs.model.Standby;
import dev.meridian.controlplane.jobs.model.StandbyId;
import dev.meridian.controlplane.jobs.store.EffectWriter.EndedPlace;
import dev.meridian.controlplane.jobs.store.EffectWriter.HeldPlace;
import dev.meridian.controlplane.kernel.model.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Writes the places that stand by, and reads them for whoever moves their allocations.
@Component
class StandbyRows {
    static final String OPEN =
            """
            select s.id, s.allocation_id, s.node_id, s.devices, s.price_per_hour, s.placement,
                s.prepared_at is not null as prepared,
                n.admin_state in ('OPEN', 'CORDONED') and h.contact = 'READY' and not h.departed as open
            from standbys s join nodes n on n.id = s.node_id join node_health h on h.node_id = s.node_id
            where s.allocation_id = any(cast(:ids as uuid[])) and s.ended_at is null
            order by s.allocation_id, s.id\
            """;

    /// None where the allocation is itself, or stands by already.
    private static final String HOLD =
            """
            insert into standbys (id, allocation_id, node_id, region, cluster, devices, placement, price_per_hour,
                project, queue, cpu_millis, memory_mib, device_millis, assigned_at)
            select v.id, v.allocation_id, v.node_id, c.region, c.name, cast(v.devices as jsonb),
                cast(v.placement as jsonb), v.price, j.project, j.queue, g.cpu_millis,
                ceil(g.memory_mib * a.memory_factor), v.device_millis, v.at
            from %s join nodes n on n.id = v.node_id join clusters c on c.id = n.cluster_id
            join allocations a on a.id = v.allocation_id join task_groups g on g.id = a.group_id
            join jobs j on j.id = a.job_id
            where not exists (
                select from attempts t
                where t.allocation_id = v.allocation_id and t.ended_at is null and t.region = c.region)
            on conflict do nothing\
            """;

    /// That none was found is over once as many stand by as are asked for.
    private static final String FOUND =
            """
            delete from standby_reasons r using allocations a, task_groups g
            where r.allocation_id = any(cast(:ids as uuid[])) and a.id = r.allocation_id and g.id = a.group_id
                and g.standbys <= (
                    select count(*) from standbys s where s.allocation_id = a.id and s.ended_at is null)\
            """;

    private final JdbcClient sql;

    StandbyRows(JdbcClient sql) {
        this.sql = sql;
    }

    /// Those that none stands by for are absent.
    Map<AllocationId, List<Standby>> of(Collection<AllocationId> allocations) {
        Map<AllocationId, List<Standby>> found = new HashMap<>();
        sql.sql(OPEN)
                .param("ids", MovingRows.texts(allocations))
                .query(row -> {
                    found.computeIfAbsent(
                                    new AllocationId(row.getObject("allocation_id", UUID.class)),
                                    _ -> new ArrayList<>())
                            .add(standby(row));
                });
        return found;
    }

    private static Standby standby(ResultSet row) throws SQLException {
        return new Standby(
                new StandbyId(row.getObject("id", UUID.class)),
                new NodeId(row.getObject("node_id", UUID.class)),
                JsonColumns.read(row.getString("devices")),
                Money.ofDollars(row.getDouble("price_per_hour")),
                row.getString("placement"),
                row.getBoolean("open"),
                row.getBoolean("prepared"));
    }

    void hold(List<HeldPlace> held) {
        if (held.isEmpty()) {
            return;
        }
        var columns =
                Columns.of(held)
                        .uuids("id", each -> place(each).id().value())
                        .uuids("allocation_id", each -> each.of().id().value())
                        .uuids("node_id", each -> place(each).at().node().value())
                        .texts("devices", each -> JsonColumns.write(place(each).at().devices()))
                        .texts("placement", each -> place(each).at().why())
                        .doubles("price", each -> place(each).at().pricePerHour().dollars())
                        .longs("device_millis", StandbyRows::deviceMillis)
                        .times("at", each -> each.standby().at());
        sql.sql(HOLD.formatted(columns.relation())).params(columns.parameters()).update();
        sql.sql(FOUND)
                .param("ids", MovingRows.texts(held.stream().map(each -> each.of().id()).toList()))
                .update();
    }

    /// Why none stands by is of no interest where none shall any more, or where the allocation
    /// itself waits.
    void forgetReasons(List<Tracked> moved) {
        List<AllocationId> over =
                moved.stream()
                        .filter(each -> each.group().standbys() > 0 && each.isOfAnotherKind())
                        .filter(each -> !each.state().kind().isLive())
                        .map(Tracked::id)
                        .toList();
        if (!over.isEmpty()) {
            sql.sql("delete from standby_reasons where allocation_id = any(cast(:ids as uuid[]))")
                    .param("ids", MovingRows.texts(over))
                    .update();
        }
    }

    private static NewStandby place(HeldPlace held) {
        return held.standby().place();
    }

    private static long deviceMillis(HeldPlace held) {
        return place(held).at().devices().stream().mapToLong(share -> share.millis()).sum();
    }

    void end(List<EndedPlace> ended) {
        if (ended.isEmpty()) {
            return;
        }
        var columns =
                Columns.of(ended)
                        .uuids("id", each -> each.standby().standby().value())
                        .texts("new_outcome", each -> each.standby().outcome().name())
                        .texts("new_reason", each -> each.standby().reason())
                        .times("at", each -> each.standby().at());
        sql.sql(
                        """
                        update standbys s set ended_at = greatest(v.at, s.assigned_at), outcome = v.new_outcome,
                            reason = v.new_reason
                        from %s where s.id = v.id and s.ended_at is null\
                        """
                                .formatted(columns.relation()))
                .params(columns.parameters())
                .update();
    }
}
