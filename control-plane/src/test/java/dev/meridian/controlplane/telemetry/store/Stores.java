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
        return new SampleStore(
                database.dataSource(), database.jdbc(), new Layouts(database.jdbc()));
    }

    public static SampleReads reads(TestDatabase database) {
        return new SampleReads(database.jdbc());
    }

    public static SeriesReads series(TestDatabase database) {
        return new SeriesReads(database.jdbc());
    }

    public static DeviceReads devices(TestDatabase database) {
        return new DeviceReads(database.jdbc());
    }

    public static Rollups rollups(TestDatabase database) {
        return new Rollups(database.jdbc());
    }

    public static Partitions partitions(TestDatabase database) {
        return new Partitions(database.jdbc());
    }

    public static DemandReads demandReads(TestDatabase database) {
        return new DemandReads(database.jdbc());
    }

    public static DemandStore demand(TestDatabase database) {
        return new DemandStore(database.jdbc());
    }

    public static DemandDays demandDays(TestDatabase database) {
        return new DemandDays(database.jdbc());
    }

    public static DemandLoads demandLoads(TestDatabase database) {
        return new DemandLoads(database.jdbc());
    }
}
