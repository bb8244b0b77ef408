package dev.meridian.verification.bench;

import dev.meridian.verification.seed.Database;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// What the look for anomalies costs each quarter of an hour: 23 values of each node.
///
/// The log of the database holds more than the states: whole pages where one is touched first after
/// a checkpoint, and what cleaning up the old versions touches.
final class WatchRun {
    private static final Duration SLOT = Duration.ofMinutes(15);

    /// Each node is written once in so many quarters.
    private static final int QUARTERS = 16;

    private static final String WRITTEN = "select (pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint";

    /// Those whose turn was in the last quarter.
    private static final String DUE =
            """
            select sum(length(state))::bigint from watched_series
            where subject_type = 'node' and seen_until = (select max(seen_until) from watched_series where subject_type = 'node')\
            """;

    private static final double NANOS = 1e9;

    private final LoopDoor.Loop loop;
    private final Database database;
    private final Path home;
    private final PrintWriter out;

    WatchRun(LoopDoor door, Database database, Path home, PrintWriter out) {
        this.loop = door.loop("forecast.AnomalyLoop");
        this.database = database;
        this.home = home;
        this.out = out;
    }

    void print(int nodes, Instant end) {
        out.printf("» %,d nodes are watched%n", nodes);
        database.run("1-fleet.sql", Map.of("nodes", nodes));
        database.run("watch-first.sql", Map.of());
        quarter(end);
        Cores before = Cores.now(home);
        long written = 0;
        double thread = 0;
        for (int i = 1; i <= QUARTERS; i++) {
            database.run("watch-quarter.sql", Map.of("slot", end.plus(SLOT.multipliedBy(i - 1L))));
            long wal = database.count(WRITTEN);
            long cpu = cpu();
            loop.runOnce(end.plus(SLOT.multipliedBy(i)).plusSeconds(1));
            thread += (cpu() - cpu) / NANOS;
            written += database.count(WRITTEN) - wal;
        }
        double postgres = Cores.now(home).since(before).postgres();
        line("seconds of the loop's thread, a quarter", "%.2f", thread / QUARTERS);
        line("  with what PostgreSQL takes to be filled", "%.2f", (thread + postgres) / QUARTERS);
        line("MB of states written, a quarter", "%.1f", database.count(DUE) / 1e6);
        line("MB of write-ahead log, a quarter", "%.1f", written / 1e6 / QUARTERS);
        line(
                "KB of state a node",
                "%.1f",
                database.count(
                                "select avg(length(state))::bigint from watched_series where subject_type = 'node' and subject <> ''")
                        / 1e3);
    }

    private void quarter(Instant end) {
        database.run("watch-quarter.sql", Map.of("slot", end.minus(SLOT)));
        loop.runOnce(end.plusSeconds(1));
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void line(String what, String format, Object value) {
        TelemetryRun.line(out, what, format, value);
    }
}
