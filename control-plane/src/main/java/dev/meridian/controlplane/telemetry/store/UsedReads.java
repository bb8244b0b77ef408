package dev.meridian.controlplane.telemetry.store;

import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import dev.meridian.controlplane.telemetry.model.demand.Measure;
import dev.meridian.controlplane.telemetry.model.demand.PoolRoom;
import dev.meridian.controlplane.telemetry.model.demand.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What hosts and allocations used of late, summed for pools and projects. Of devices: how many
/// were busy, a half-busy one as half.
@Repository
public class UsedReads {
    private static final Duration HOSTS_WITHIN = Duration.ofMinutes(1);

    /// Allocations that have settled are measured once a minute.
    private static final Duration ALLOCATIONS_WITHIN = Duration.ofSeconds(130);

    /// Positions of what is asked for, so that of a row nothing else is looked at.
    private static final String WANTED =
            """
            wanted as materialized (
                select l.id as layout, u.i, u.device, case u.metric when 'cpu.used' then 'cpu' when 'memory.used' then 'memory'
                    when 'disk.used' then 'storage' when 'gpu.utilisation' then 'accelerator' else 'network' end as resource
                from sample_layouts l cross join lateral unnest(l.metrics, l.devices) with ordinality u(metric, device, i)
                where u.metric in ('cpu.used', 'memory.used', 'disk.used', 'net.rx', 'net.tx', 'gpu.utilisation')),
            device as (
                select n.id, 'gpu' || (e ->> 'index') as name, 'accelerator:' || (e ->> 'model') as resource
                from nodes n cross join lateral jsonb_array_elements(n.accelerators) e)
            """;

    static final String OF_POOLS =
            "with "
                    + WANTED
                    + """
                    , host as (
                        select s.node_id, w.resource, w.device, w.i, avg(s.readings[w.i]) as value
                        from samples s join wanted w on w.layout = s.layout
                        where s.allocation_id is null and s.at >= :from and s.at < :to
                        group by 1, 2, 3, 4)
                    select c.region || '/' || c.name || '/' || p.name as pool, coalesce(d.resource, h.resource) as resource,
                        sum(h.value) as value
                    from host h
                    join nodes n on n.id = h.node_id
                    join node_pools p on p.id = n.pool_id
                    join clusters c on c.id = p.cluster_id
                    left join device d on h.resource = 'accelerator' and d.id = h.node_id and d.name = h.device
                    where h.resource <> 'accelerator' or d.resource is not null
                    group by 1, 2\
                    """;

    static final String OF_PROJECTS =
            "with "
                    + WANTED
                    + """
                    , one as (
                        select s.allocation_id, s.node_id, w.resource, w.device, w.i, avg(s.readings[w.i]) as value
                        from samples s join wanted w on w.layout = s.layout
                        where s.allocation_id is not null and s.at >= :from and s.at < :to
                        group by 1, 2, 3, 4, 5)
                    select j.project, case j.type when 'service' then j.name end as service,
                        coalesce(d.resource, o.resource) as resource, sum(o.value) as value
                    from one o
                    cross join lateral (select job_id from allocations where id = o.allocation_id offset 0) a
                    cross join lateral (select project, name, type from jobs where id = a.job_id offset 0) j
                    left join device d on o.resource = 'accelerator' and d.id = o.node_id and d.name = o.device
                    where o.resource <> 'accelerator' or d.resource is not null
                    group by 1, 2, 3\
                    """;

    private final JdbcClient jdbc;

    UsedReads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What is not measured is absent.
    public Map<DemandKey, Double> used(Instant now) {
        Map<DemandKey, Double> used = new HashMap<>();
        ask(OF_POOLS, now, HOSTS_WITHIN)
                .query(row -> {
                    String pool = row.getString("pool");
                    String resource = row.getString("resource");
                    double value = row.getDouble("value");
                    add(used, Scope.POOL, pool, resource, value);
                    add(used, Scope.CLUSTER, PoolRoom.clusterOf(pool), resource, value);
                });
        ask(OF_PROJECTS, now, ALLOCATIONS_WITHIN)
                .query(row -> {
                    String project = row.getString("project");
                    @Nullable String service = row.getString("service");
                    String resource = row.getString("resource");
                    double value = row.getDouble("value");
                    add(used, Scope.PROJECT, project, resource, value);
                    if (service != null) {
                        add(used, Scope.SERVICE, project + "/" + service, resource, value);
                    }
                });
        return used;
    }

    private JdbcClient.StatementSpec ask(String statement, Instant now, Duration within) {
        return jdbc.sql(statement)
                .param("from", now.minus(within).atOffset(ZoneOffset.UTC))
                .param("to", now.atOffset(ZoneOffset.UTC));
    }

    private static void add(
            Map<DemandKey, Double> used, Scope scope, String owner, String resource, double value) {
        used.merge(new DemandKey(scope, owner, resource, Measure.USED), value, Double::sum);
    }
}
