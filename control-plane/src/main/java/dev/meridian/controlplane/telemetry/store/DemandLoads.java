package dev.meridian.controlplane.telemetry.store;

import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import dev.meridian.controlplane.telemetry.model.demand.Loaded;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was loaded from elsewhere, and how it is told from what was observed.
@Repository
public class DemandLoads {
    private static final String OF =
            """
            select l.from_at, l.to_at, l.source, l.loaded_at
            from demand_series s join demand_loads l on l.series = s.id
            where s.scope = :scope and s.owner = :owner and s.resource = :resource and s.measure = :measure\
            """;

    private final JdbcClient jdbc;

    DemandLoads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Loaded> of(DemandKey key) {
        return jdbc.sql(OF)
                .param("scope", key.scope().word())
                .param("owner", key.owner())
                .param("resource", key.resource())
                .param("measure", key.measure().word())
                .query((row, _) ->
                        new Loaded(
                                moment(row, "from_at"),
                                moment(row, "to_at"),
                                row.getString("source"),
                                moment(row, "loaded_at")))
                .optional();
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
