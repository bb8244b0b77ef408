package dev.meridian.controlplane.forecast.store;

import dev.meridian.controlplane.forecast.model.anomaly.Watched.Metric;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What hosts measured, in means of a quarter of an hour.
@Repository
public class HostReadings {
    /// Of the host itself, whatever runs on it: temperatures, errors, power, use.
    private static final String AT =
            """
            select r.node_id, l.metrics, l.devices, r.means
            from sample_rollups r join sample_layouts l on l.id = r.layout
            where r.at = :at and r.allocation_id is null\
            """;

    private final JdbcClient jdbc;

    HostReadings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The end of the last slot that is complete; empty where none is kept.
    public Optional<Instant> until() {
        return jdbc.sql("select at from sample_rollups_until")
                .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    /// What was measured in the slot that begins at a moment.
    public Map<UUID, Map<Metric, Double>> at(Instant slot) {
        Map<UUID, Map<Metric, Double>> all = new HashMap<>();
        jdbc.sql(AT)
                .param("at", slot.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    all.computeIfAbsent(row.getObject("node_id", UUID.class), _ -> new TreeMap<>())
                            .putAll(values(row));
                });
        return all;
    }

    private static Map<Metric, Double> values(ResultSet row) throws SQLException {
        Map<Metric, Double> values = new TreeMap<>();
        String[] metrics = (String[]) array(row, "metrics").getArray();
        String[] devices = (String[]) array(row, "devices").getArray();
        Float[] means = (Float[]) array(row, "means").getArray();
        for (int i = 0; i < Math.min(metrics.length, means.length); i++) {
            if (means[i] != null) {
                values.put(new Metric(metrics[i], devices[i]), means[i].doubleValue());
            }
        }
        return values;
    }

    private static Array array(ResultSet row, String column) throws SQLException {
        return row.getArray(column);
    }
}
