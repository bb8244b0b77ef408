package dev.meridian.controlplane.forecast.store;

import dev.meridian.controlplane.forecast.model.view.Horizons;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import dev.meridian.controlplane.telemetry.model.demand.Measure;
import dev.meridian.controlplane.telemetry.model.demand.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads how much services will need at most.
@Repository
public class GrowthReads {
    /// Of a service that is forecast no longer the newest forecast lies in the past. Each is looked
    /// up by its key: `offset 0` keeps a join from walking through all that were given.
    static final String SERVICES =
            """
            select s.owner, s.resource, max(u.p95) as most
            from demand_series s
            join forecast_heads h on h.series = s.id
            cross join lateral (select p95 from forecasts where series = h.series and origin = h.origin offset 0) f
            cross join lateral unnest(f.p95, cast(:horizons as bigint[])) u(p95, seconds)
            where s.scope = 'service' and s.measure = 'demand'
                and (s.resource = 'cpu' or s.resource like 'accelerator:%') and h.origin > :oldest
                and h.origin + u.seconds * interval '1 second' > :from
                and h.origin + u.seconds * interval '1 second' <= :to
            group by s.owner, s.resource
            having max(u.p95) > 0 and max(u.p95) < 'infinity'\
            """;

    private static final Duration LONGEST = Horizons.ALL.getLast();

    private final JdbcClient jdbc;

    GrowthReads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The largest P95 of each service's demand for CPU and accelerators, of slots that begin until
    /// then and are not over now.
    public Map<DemandKey, Double> services(Instant now, Instant until) {
        Map<DemandKey, Double> most = new HashMap<>();
        jdbc.sql(SERVICES)
                .param(
                        "horizons",
                        Horizons.ALL.stream().map(Duration::toSeconds).toArray(Long[]::new))
                .param("oldest", now.minus(LONGEST).minus(Course.SLOT).atOffset(ZoneOffset.UTC))
                .param("from", now.minus(Course.SLOT).atOffset(ZoneOffset.UTC))
                .param("to", until.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    most.put(
                            new DemandKey(
                                    Scope.SERVICE,
                                    row.getString("owner"),
                                    row.getString("resource"),
                                    Measure.DEMAND),
                            row.getDouble("most"));
                });
        return most;
    }
}
