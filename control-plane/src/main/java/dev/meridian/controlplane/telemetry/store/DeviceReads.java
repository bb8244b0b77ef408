package dev.meridian.controlplane.telemetry.store;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.telemetry.model.DeviceUse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What allocations made of the accelerators that they hold, from roll-ups.
@Repository
public class DeviceReads {
    static final String USE =
            """
            select r.allocation_id, l.devices[u.i] as device, sum(u.mean * r.samples) / sum(r.samples) as mean,
                max(u.mean) as busiest, count(*) as quarters
            from sample_rollups r
            join sample_layouts l on l.id = r.layout
            cross join lateral unnest(r.means) with ordinality u(mean, i)
            where r.allocation_id = any (cast(:allocations as uuid[])) and r.at >= :since
                and l.metrics[u.i] = 'gpu.utilisation' and u.mean is not null
            group by 1, 2 order by 1, 2\
            """;

    private final JdbcClient jdbc;

    DeviceReads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<DeviceUse> use(Collection<AllocationId> allocations, Instant since) {
        return jdbc.sql(USE)
                .param(
                        "allocations",
                        allocations.stream().map(AllocationId::value).toArray(UUID[]::new))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, _) ->
                        new DeviceUse(
                                new AllocationId(row.getObject("allocation_id", UUID.class)),
                                row.getString("device"),
                                row.getDouble("mean"),
                                row.getDouble("busiest"),
                                row.getInt("quarters")))
                .list();
    }
}
