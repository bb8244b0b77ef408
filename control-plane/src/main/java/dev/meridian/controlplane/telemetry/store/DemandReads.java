package dev.meridian.controlplane.telemetry.store;

import dev.meridian.controlplane.jobs.model.spec.AcceleratorRequest;
import dev.meridian.controlplane.jobs.model.spec.PlacementOption;
import dev.meridian.controlplane.jobs.model.spec.RegionPattern;
import dev.meridian.controlplane.telemetry.model.demand.Asked;
import dev.meridian.controlplane.telemetry.model.demand.Held;
import dev.meridian.controlplane.telemetry.model.demand.Waiting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What is held and what waits at this moment, summed where it is alike. Reads what is open and
/// what waits, nothing of what has ended.
@Repository
public class DemandReads {
    static final String HELD =
            """
            with placed as materialized (
                select a.node_id, j.project, case j.type when 'service' then j.name end as service, g.cpu_millis,
                    ceil(g.memory_mib * a.memory_factor) as memory_mib, g.disk_mib, t.devices
                from allocations a
                join task_groups g on g.id = a.group_id
                join jobs j on j.id = a.job_id
                join attempts t on t.allocation_id = a.id and t.epoch = a.epoch and t.ended_at is null
                    and t.departing_since is null
                where a.node_id is not null
                union all
                select t.node_id, j.project, case j.type when 'service' then j.name end, g.cpu_millis,
                    t.departing_memory_mib, g.disk_mib, t.devices
                from attempts t
                join allocations a on a.id = t.allocation_id
                join task_groups g on g.id = a.group_id
                join jobs j on j.id = a.job_id
                where t.ended_at is null and t.departing_since is not null),
            held as (select p.*, n.pool_id from placed p join nodes n on n.id = p.node_id),
            device as (
                select n.id, (e ->> 'index')::int as index, e ->> 'model' as model
                from nodes n cross join lateral jsonb_array_elements(n.accelerators) e),
            sums as (
                select pool_id, project, service, sum(cpu_millis) / 1000.0 as cores, sum(memory_mib) as memory,
                    sum(disk_mib) as storage, null as model, 0 as devices
                from held group by pool_id, project, service
                union all
                select h.pool_id, h.project, h.service, 0, 0, 0, d.model, sum((s ->> 'millis')::bigint) / 1000.0
                from held h
                cross join lateral jsonb_array_elements(h.devices) s
                join device d on d.id = h.node_id and d.index = (s ->> 'index')::int
                where h.devices <> '[]' group by h.pool_id, h.project, h.service, d.model)
            select c.region || '/' || c.name || '/' || p.name as pool, s.*
            from sums s join node_pools p on p.id = s.pool_id join clusters c on c.id = p.cluster_id\
            """;

    /// The specs of what waits are read for their accelerators and places alone. Not counted: what
    /// waits for another group's end, what is suspended, sub-tasks over an array's maxRunning.
    static final String WAITING =
            """
            select j.project, case j.type when 'service' then j.name end as service,
                s.spec #> '{placement,anyOf}' as places,
                s.spec #>> array['taskGroups', g.ordinal::text, 'resources', 'accelerators'] as accelerators,
                sum(w.copies * g.cpu_millis) / 1000.0 as cores, sum(w.copies * g.memory_mib) as memory,
                sum(w.copies * g.disk_mib) as storage, sum(w.copies) as copies
            from task_groups g
            cross join lateral (select least(g.waiting,
                greatest(0, coalesce(g.max_running - g.assigned - g.active, g.waiting))) as copies) w
            join jobs j on j.id = g.job_id and not j.suspended
            join job_specs s on s.id = g.job_id
            where g.ready and g.waiting > 0 and w.copies > 0
            group by 1, 2, 3, 4\
            """;

    /// The places of one text of JSON, for there are few kinds of them.
    private static final String PLACES =
            """
            select p ->> 'region' as region, (p ->> 'spot')::boolean as spot
            from jsonb_array_elements(cast(:places as jsonb)) p\
            """;

    private static final double MILLIS = 1000;

    private final JdbcClient jdbc;

    DemandReads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<Held> held() {
        return jdbc.sql(HELD)
                .query((row, _) ->
                        new Held(
                                row.getString("pool"),
                                row.getString("project"),
                                row.getString("service"),
                                new Asked(
                                        row.getDouble("cores"),
                                        row.getDouble("memory"),
                                        row.getDouble("storage"),
                                        row.getString("model"),
                                        row.getDouble("devices"))))
                .list();
    }

    private record Row(Waiting waiting, @Nullable String places) {}

    public List<Waiting> waiting() {
        List<Row> rows = jdbc.sql(WAITING).query((row, _) -> row(row)).list();
        var known = new HashMap<String, List<PlacementOption>>();
        List<Waiting> all = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Waiting one = row.waiting();
            all.add(
                    row.places() == null
                            ? one
                            : new Waiting(
                                    one.project(),
                                    one.service(),
                                    known.computeIfAbsent(row.places(), this::places),
                                    one.asked()));
        }
        return all;
    }

    private static Row row(ResultSet row) throws SQLException {
        @Nullable String text = row.getString("accelerators");
        @Nullable AcceleratorRequest request = text == null ? null : AcceleratorRequest.parse(text);
        return new Row(
                new Waiting(
                        row.getString("project"),
                        row.getString("service"),
                        List.of(),
                        new Asked(
                                row.getDouble("cores"),
                                row.getDouble("memory"),
                                row.getDouble("storage"),
                                request == null ? null : request.model(),
                                request == null
                                        ? 0
                                        : request.millis() / MILLIS * row.getLong("copies"))),
                row.getString("places"));
    }

    private List<PlacementOption> places(String json) {
        return jdbc.sql(PLACES)
                .param("places", json)
                .query((row, _) -> {
                    @Nullable String region = row.getString("region");
                    return new PlacementOption(
                            region == null ? null : new RegionPattern(region),
                            row.getObject("spot", Boolean.class));
                })
                .list();
    }
}
