package dev.meridian.controlplane.forecast.store;

import dev.meridian.controlplane.forecast.model.ResourceKind;
import dev.meridian.controlplane.forecast.model.view.Kinds;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What forecasting keeps of each series, so that a control plane that begins anew does not walk
/// through three weeks again.
@Repository
public class StateStore {
    private static final int AT_ONCE = 200;

    private final JdbcClient jdbc;

    StateStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param origin the start of the last slot that it knows
    @SuppressWarnings("ArrayRecordComponent") // some 30 kB, handed on
    public record Kept(Instant origin, byte[] state) {}

    public Map<Integer, Kept> read(Collection<Integer> series) {
        Map<Integer, Kept> kept = new HashMap<>();
        jdbc.sql(
                        "select series, origin, state from forecast_states where series = any (cast(:series as int[]))")
                .param("series", series.toArray(Integer[]::new))
                .query(row -> {
                    kept.put(
                            row.getInt("series"),
                            new Kept(
                                    row.getObject("origin", OffsetDateTime.class).toInstant(),
                                    row.getBytes("state")));
                });
        return kept;
    }

    public void write(Instant origin, Map<Integer, byte[]> states) {
        Map<Integer, byte[]> part = new HashMap<>();
        states.forEach((series, state) -> {
            part.put(series, state);
            if (part.size() == AT_ONCE) {
                writePart(origin, part);
                part.clear();
            }
        });
        if (!part.isEmpty()) {
            writePart(origin, part);
        }
    }

    private void writePart(Instant origin, Map<Integer, byte[]> states) {
        jdbc.sql(
                        """
                        insert into forecast_states (series, origin, state)
                        select s, :origin, b from unnest(cast(:series as int[]), cast(:states as bytea[])) u(s, b)
                        on conflict (series) do update set origin = excluded.origin, state = excluded.state\
                        """)
                .param("origin", origin.atOffset(ZoneOffset.UTC))
                .param("series", states.keySet().toArray(Integer[]::new))
                .param("states", states.values().toArray(byte[][]::new))
                .update();
    }

    public void forget(Collection<Integer> series) {
        jdbc.sql("delete from forecast_states where series = any (cast(:series as int[]))")
                .param("series", series.toArray(Integer[]::new))
                .update();
    }

    public Optional<byte[]> pool(ResourceKind kind) {
        return jdbc.sql("select state from forecast_pools where kind = :kind")
                .param("kind", Kinds.word(kind))
                .query(byte[].class)
                .optional();
    }

    public void writePool(ResourceKind kind, byte[] state) {
        jdbc.sql(
                        """
                        insert into forecast_pools (kind, state) values (:kind, :state)
                        on conflict (kind) do update set state = excluded.state\
                        """)
                .param("kind", Kinds.word(kind))
                .param("state", state)
                .update();
    }
}
