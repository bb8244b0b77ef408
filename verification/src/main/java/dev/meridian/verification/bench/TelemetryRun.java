package dev.meridian.verification.bench;

import dev.meridian.verification.local.Checkout;
import dev.meridian.verification.local.Folders;
import dev.meridian.verification.local.Ports;
import dev.meridian.verification.seed.Database;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/// What it costs to take in the samples of a fleet: `make bench-telemetry`.
///
/// A control plane with the embedded PostgreSQL runs in this process with all its loops. First it
/// is left alone, then so many nodes send a row of ten values every ten seconds, then it is left
/// alone again; what it needs more than when it needed least is the price. The same values then go
/// in by two plainer ways, and a day of a node is asked for.
public final class TelemetryRun {
    static final List<String> HOST =
            List.of(
                    "cpu.used",
                    "memory.used",
                    "disk.used",
                    "disk.read@nvme0n1",
                    "disk.write@nvme0n1",
                    "disk.read@nvme1n1",
                    "disk.write@nvme1n1",
                    "net.rx@eth0",
                    "net.tx@eth0",
                    "net.rx@eth1");
    static final double LIMIT = 0.5;
    private static final PrintWriter OUT =
            new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final int TURNS_PER_SECOND = 10;
    private static final Duration ALONE = Duration.ofSeconds(15);
    private static final int ROUNDS_A_DAY = 8_640;

    private TelemetryRun() {}

    /// @param arguments nodes, seconds
    public static void main(String... arguments) throws Exception {
        int nodes = Integer.parseInt(arguments[0]);
        Duration length = Duration.ofSeconds(Long.parseLong(arguments[1]));
        Path home = Checkout.find().root().resolve("target/bench/telemetry/home");
        Folders.empty(home);
        int port = Ports.free().http();
        say("starting a control plane, its database in " + home);
        try (IngestDoor door = IngestDoor.open(home, port);
                Database database = Database.of(home)) {
            database.run("1-fleet.sql", Map.of("nodes", nodes));
            database.execute("analyze");
            List<UUID> fleet = ids(database);
            say("%,d nodes stand in the database".formatted(fleet.size()));
            measure(door, database, home, fleet, length);
            new RivalRun(database, home, OUT).print(fleet);
            new QuarterRun(database, home, OUT).print(fleet.size());
            new DayQueries(database, home, port, OUT).print(fleet);
        }
        System.exit(0);
    }

    private static void measure(
            IngestDoor door, Database database, Path home, List<UUID> fleet, Duration length) {
        // what starts up settles, and the first rows find a warm database
        drive(door, fleet, Duration.ofSeconds(20), "warming up");
        Cores start = Cores.now(home);
        drive(door, List.of(), ALONE, "left alone");
        Cores alone = Cores.now(home).since(start);
        long before = rows(database);
        Instant began = Instant.now();
        start = Cores.now(home);
        drive(door, fleet, length, "sending");
        Cores used = Cores.now(home).since(start);
        double seconds = Duration.between(began, Instant.now()).toMillis() / 1000.0;
        long rows = rows(database) - before;
        start = Cores.now(home);
        drive(door, List.of(), ALONE, "left alone");
        alone = alone.least(Cores.now(home).since(start));
        double idle = alone.both() / ALONE.toSeconds();
        double cores = used.both() / seconds - idle;
        OUT.println();
        line("nodes, each every 10 s", "%,d", fleet.size());
        line("rows/s of %d values".formatted(HOST.size()), "%,.0f", rows / seconds);
        line("values/s", "%,.0f", rows / seconds * HOST.size());
        line("cores of everything while they send", "%.3f", used.both() / seconds);
        line("cores of everything without samples", "%.3f", idle);
        line("cores used by ingest", "%.3f", cores);
        line(
                "  of it the control plane",
                "%.3f",
                used.self() / seconds - alone.self() / ALONE.toSeconds());
        line(
                "  of it PostgreSQL",
                "%.3f",
                used.postgres() / seconds - alone.postgres() / ALONE.toSeconds());
        line("times the limit of %.1f cores".formatted(LIMIT), "%.2f", cores / LIMIT);
        double perRow =
                database.count(
                                "select sum(pg_total_relation_size(inhrelid))::bigint from pg_inherits"
                                        + " where inhparent = 'samples'::regclass")
                        / (double) rows(database);
        line("bytes a row, with its indexes", "%.0f", perRow);
        line("MB a node and day, raw", "%.2f", perRow * ROUNDS_A_DAY / 1e6);
        line("GB a day of the fleet, raw", "%.1f", perRow * ROUNDS_A_DAY * fleet.size() / 1e9);
        OUT.println();
    }

    /// Nodes take turns, as they do by themselves.
    private static void drive(IngestDoor door, List<UUID> fleet, Duration length, String doing) {
        long start = System.nanoTime();
        long turns = length.toSeconds() * TURNS_PER_SECOND;
        long perRound = EVERY.toSeconds() * TURNS_PER_SECOND;
        double[] values = new double[HOST.size()];
        for (long turn = 0; turn < turns; turn++) {
            Instant now = Instant.now();
            int from = (int) (fleet.size() * (turn % perRound) / perRound);
            int to = (int) (fleet.size() * (turn % perRound + 1) / perRound);
            for (int i = from; i < to; i++) {
                for (int v = 0; v < values.length; v++) {
                    values[v] = Math.abs(Math.sin(turn * 0.01 + i + v)) * 1000 * (v + 1);
                }
                door.send(fleet.get(i), now, HOST, values);
            }
            if (turn % (perRound) == 0) {
                say("%s: %d of %d s".formatted(doing, turn / TURNS_PER_SECOND, length.toSeconds()));
            }
            long due = start + (turn + 1) * 1_000_000_000L / TURNS_PER_SECOND;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }
    }

    private static List<UUID> ids(Database database) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (var statement = database.connection().createStatement();
                var rows = statement.executeQuery("select id from nodes order by name")) {
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
        }
        return ids;
    }

    private static long rows(Database database) {
        return database.count("select count(*) from samples");
    }

    static void line(PrintWriter out, String what, String format, Object value) {
        out.println("%-45s %12s".formatted(what, String.format(Locale.ROOT, format, value)));
    }

    private static void line(String what, String format, Object value) {
        line(OUT, what, format, value);
    }

    private static void say(String what) {
        OUT.println("» " + what);
    }
}
