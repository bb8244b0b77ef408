package dev.meridian.controlplane.telemetry.store;

import dev.meridian.controlplane.telemetry.model.Layout;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The numbers of layouts; they never change, so they are remembered.
@Repository
public class Layouts {
    /// A fleet has some dozens. What goes beyond this invents names.
    private static final int MOST = 20_000;

    private final JdbcClient jdbc;
    private final Map<Layout, Integer> known = new ConcurrentHashMap<>();

    Layouts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Empty when there are too many.
    public Optional<Integer> number(Layout layout) {
        Integer number = known.get(layout);
        if (number != null) return Optional.of(number);
        if (known.size() >= MOST) return Optional.empty();
        return Optional.of(known.computeIfAbsent(layout, this::stored));
    }

    private Integer stored(Layout layout) {
        jdbc.sql(
                        """
                        insert into sample_layouts (fingerprint, metrics, devices) values (:fingerprint, :metrics, :devices)
                        on conflict do nothing\
                        """)
                .param("fingerprint", layout.fingerprint())
                .param("metrics", layout.metrics().toArray(String[]::new))
                .param("devices", layout.devices().toArray(String[]::new))
                .update();
        return jdbc.sql("select id from sample_layouts where fingerprint = :fingerprint")
                .param("fingerprint", layout.fingerprint())
                .query(Integer.class)
                .single();
    }
}
