package dev.meridian.verification.bench;

import dev.meridian.verification.seed.Database;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/// What the product's own loop needs to roll up a quarter of an hour of the whole fleet.
final class QuarterRun {
    /// The quarter before the last one, so that it is over and nobody sends anything of it.
    private static final String FILL =
            """
            insert into samples (at, node_id, layout, readings)
            select q.slot + s * interval '10 s', n.id, (select min(id) from sample_layouts), array[1, 2, 3, 4, 5, 6, 7, 8, 9, s]::real[]
            from (select date_bin('15 min', now(), '2000-01-01') - interval '30 min' as slot) q, generate_series(0, 89) s, nodes n
            order by 1;
            analyze samples;
            update sample_rollups_until set at = date_bin('15 min', now(), '2000-01-01') - interval '30 min'\
            """;

    private static final String WAITS =
            "select count(*) from sample_rollups_until where at <= date_bin('15 min', now(), '2000-01-01') - interval '30 min'";
    private static final double QUARTER = 900;
    private static final long PATIENCE = 300;
    private static final long SECOND = 1_000_000_000L;

    private final Database database;
    private final Path home;
    private final PrintWriter out;

    QuarterRun(Database database, Path home, PrintWriter out) {
        this.database = database;
        this.home = home;
        this.out = out;
    }

    void print(int nodes) {
        out.println("» a quarter of an hour of the fleet is rolled up");
        database.execute(FILL);
        Cores before = Cores.now(home);
        for (long waited = 0; database.count(WAITS) > 0; waited++) {
            if (waited > PATIENCE) {
                throw new IllegalStateException("no quarter was rolled up in five minutes");
            }
            LockSupport.parkNanos(SECOND);
        }
        double seconds = Cores.now(home).since(before).both();
        TelemetryRun.line(out, "rows of a quarter", "%,d", nodes * 90L);
        TelemetryRun.line(out, "seconds of a core to roll it up, at most", "%.1f", seconds);
        TelemetryRun.line(out, "cores, all day", "%.3f", seconds / QUARTER);
        long bytes =
                database.count(
                        "select sum(pg_total_relation_size(inhrelid))::bigint from pg_inherits where inhparent = 'sample_rollups'::regclass");
        double perRow = bytes / (double) database.count("select count(*) from sample_rollups");
        TelemetryRun.line(out, "MB a node and day, rolled up", "%.3f", perRow * 96 / 1e6);
        out.println();
    }
}
