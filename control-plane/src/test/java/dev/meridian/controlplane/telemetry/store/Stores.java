package dev.meridian.controlplane.telemetry.store;

import dev.meridian.controlplane.support.TestDatabase;
import org.springframework.jdbc.core.JdbcTemplate;

/// Stores without a Spring context.
public final class Stores {
    private Stores() {}

    public static LogStore logs(TestDatabase database) {
        return new LogStore(new JdbcTemplate(database.dataSource()), database.jdbc());
    }

    public static SampleStore samples(TestDatabase database) {
        return new SampleStore(database.dataSource(), database.jdbc());
    }

    public static SamplePartitions partitions(TestDatabase database) {
        return new SamplePartitions(database.jdbc());
    }
}
