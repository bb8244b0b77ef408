package dev.meridian.verification.bench;

import dev.meridian.verification.local.Checkout;
import dev.meridian.verification.local.Folders;
import dev.meridian.verification.local.Ports;
import dev.meridian.verification.seed.Database;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/// What a quarter of an hour of forecasts costs, with all that is read and written: `make
/// bench-forecast-loop`.
///
/// A control plane with the embedded PostgreSQL runs in this process, its loops turned by hand. One
/// series with three weeks behind it teaches a model and grows up; all others begin where it is.
/// Then quarters come with values of each, and what the loop's thread and PostgreSQL take is
/// counted. At its end as many nodes are watched for anomalies.
public final class ForecastLoopRun {
    /// Seconds of one core that the thread of the loop may take for ten thousand series.
    private static final double LIMIT = 1.0;

    private static final PrintWriter OUT =
            new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    private static final Duration SLOT = Duration.ofMinutes(15);
    private static final Duration SETTLED = Duration.ofSeconds(150);
    private static final int QUARTERS = 7;
    private static final int WARM = 3;
    private static final int FRESH = 50;
    private static final double NANOS = 1e9;
    private static final double DONE = 0.005;

    private ForecastLoopRun() {}

    private record Cost(double thread, double postgres) {
        double both() {
            return thread + postgres;
        }
    }

    /// @param arguments series
    public static void main(String... arguments) throws Exception {
        int series = Integer.parseInt(arguments[0]);
        Path home = Checkout.find().root().resolve("target/bench/forecast-loop/home");
        Folders.empty(home);
        OUT.println("» starting a control plane, its database in " + home);
        try (LoopDoor door = LoopDoor.open(home, Ports.free().http());
                Database database = Database.of(home)) {
            Instant end = new ForecastLoopRun.Course(door, database, home).run(series);
            new WatchRun(door, database, home, OUT).print(series, end);
        }
        System.exit(0);
    }

    /// One run.
    private static final class Course {
        private final LoopDoor.Loop forecasts;
        private final LoopDoor.Loop refits;
        private final Database database;
        private final Path home;
        private Instant end =
                Instant.ofEpochSecond(
                        Instant.now().getEpochSecond() / SLOT.toSeconds() * SLOT.toSeconds());

        Course(LoopDoor door, Database database, Path home) {
            this.forecasts = door.loop("forecast.ForecastLoop");
            this.refits = door.loop("forecast.RefitLoop");
            this.database = database;
            this.home = home;
        }

        Instant run(int series) {
            database.run("forecast-first.sql", Map.of("end", end));
            refits.runOnce(end);
            database.execute(
                    "update forecast_models set state = 'champion', promoted_at = now() where id = (select max(id) from forecast_models)");
            round();
            database.run("forecast-others.sql", Map.of("series", series));
            next();
            OUT.printf("» %,d series are taken over from their states%n", series);
            line("seconds of a core to take them over", "%.1f", settle().both());
            Cost[] costs = new Cost[QUARTERS];
            for (int i = 0; i < QUARTERS; i++) {
                next();
                costs[i] = round();
                OUT.printf(
                        "» quarter %d: %.2f s of the loop's thread, %.2f s of PostgreSQL%n",
                        i + 1, costs[i].thread, costs[i].postgres);
            }
            Cost usual = mean(Arrays.copyOfRange(costs, WARM, QUARTERS));
            tell(series, usual);
            database.run("forecast-fresh.sql", Map.of("fresh", FRESH, "end", end));
            next();
            Cost more = settle();
            line(
                    "ms of a core for a series with four weeks",
                    "%.0f",
                    (more.both() - usual.both()) / FRESH * 1e3);
            line("  of it PostgreSQL", "%.0f", (more.postgres - usual.postgres) / FRESH * 1e3);
            OUT.println();
            return end;
        }

        private static Cost mean(Cost[] costs) {
            return new Cost(
                    Arrays.stream(costs).mapToDouble(Cost::thread).average().orElseThrow(),
                    Arrays.stream(costs).mapToDouble(Cost::postgres).average().orElseThrow());
        }

        private void tell(int series, Cost usual) {
            OUT.println();
            line("series", "%,d", series);
            line("forecasts of the last quarter", "%,d", given());
            line("seconds of the loop's thread", "%.2f", usual.thread);
            line("seconds of PostgreSQL", "%.2f", usual.postgres);
            line("cores, all day", "%.4f", usual.both() / SLOT.toSeconds());
            line(
                    "times the limit of %.0f s for the thread".formatted(LIMIT),
                    "%.2f",
                    usual.thread / LIMIT);
            line(
                    "MB of states and newest forecasts",
                    "%.0f",
                    database.count(
                                    "select pg_total_relation_size('forecast_states') + pg_total_relation_size('forecast_heads')")
                            / 1e6);
            OUT.println();
        }

        private long given() {
            return database.count(
                    "select count(*) from forecasts where origin = (select max(origin) from forecasts)");
        }

        private void next() {
            end = end.plus(SLOT);
            database.run("forecast-quarter.sql", Map.of("slot", end.minus(SLOT)));
        }

        /// Until there is nothing left to be brought up.
        private Cost settle() {
            double thread = 0;
            double postgres = 0;
            while (true) {
                Cost cost = round();
                thread += cost.thread;
                postgres += cost.postgres;
                if (cost.thread < DONE) {
                    return new Cost(thread, postgres);
                }
            }
        }

        private Cost round() {
            Cores before = Cores.now(home);
            long cpu = cpu();
            forecasts.runOnce(end.plus(SETTLED));
            double thread = (cpu() - cpu) / NANOS;
            return new Cost(thread, Cores.now(home).since(before).postgres());
        }
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void line(String what, String format, Object value) {
        TelemetryRun.line(OUT, what, format, value);
    }
}
