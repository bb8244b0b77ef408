package dev.meridian.verification.bench;

import dev.meridian.verification.local.Checkout;
import dev.meridian.verification.local.Folders;
import dev.meridian.verification.local.Ports;
import dev.meridian.verification.seed.Database;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/// What places that stand by cost a control plane that has thousands of them: `make bench-standby`.
///
/// A control plane with the embedded PostgreSQL runs in this process, its loops turned by hand, on
/// a fleet that only is in the books.
public final class StandbyRun {
    /// Between two rounds of the loop.
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final PrintWriter OUT =
            new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    private static final int IDLE_ROUNDS = 20;
    private static final int MOST_PLANS = 50;
    private static final double NANOS_OF_MILLI = 1e6;
    private static final String OPEN = "select count(*) from standbys where ended_at is null";

    private final LoopDoor.Loop standbys;
    private final LoopDoor.Loop plans;
    private final Database database;
    private final Path home;
    private final int jobs;
    private final int changed;

    private StandbyRun(LoopDoor door, Database database, Path home, int jobs, int changed) {
        this.standbys = door.loop("dispatch.StandbyLoop");
        this.plans = door.loop("dispatch.SchedulingLoop");
        this.database = database;
        this.home = home;
        this.jobs = jobs;
        this.changed = changed;
    }

    /// What something took.
    ///
    /// @param postgres seconds of a core
    private record Took(double millis, double postgres) {}

    /// @param arguments nodes; jobs, each with a standby; of these, how many are placed and
    ///   promoted
    public static void main(String... arguments) throws Exception {
        int nodes = Integer.parseInt(arguments[0]);
        int jobs = Integer.parseInt(arguments[1]);
        int changed = Integer.parseInt(arguments[2]);
        Path home = Checkout.find().root().resolve("target/bench/standby/home");
        Folders.empty(home);
        OUT.println("» starting a control plane, its database in " + home);
        try (LoopDoor door = LoopDoor.open(home, Ports.free().http());
                Database database = Database.of(home)) {
            database.run("standby-fleet.sql", Map.of("nodes", nodes, "jobs", jobs));
            database.execute("vacuum analyze");
            OUT.printf("» %,d nodes, %,d jobs, each with a standby%n%n", nodes, jobs);
            new StandbyRun(door, database, home, jobs, changed).run();
        }
        System.exit(0);
    }

    private void run() {
        idle();
        for (String how : new String[] {"for the first time", "again"}) {
            takeAway();
            tell("ms until %,d places are found %s".formatted(changed, how), place());
        }
        starved();
        promote();
        OUT.println();
    }

    private void idle() {
        double[] millis = new double[IDLE_ROUNDS];
        Cores before = Cores.now(home);
        for (int i = 0; i < IDLE_ROUNDS; i++) {
            millis[i] = took(() -> standbys.runOnce(Instant.now())).millis();
        }
        double postgres = Cores.now(home).since(before).postgres() / IDLE_ROUNDS;
        Arrays.sort(millis);
        line("ms of a round with nothing to do, median", "%.1f", millis[IDLE_ROUNDS / 2]);
        line("  the longest", "%.1f", millis[IDLE_ROUNDS - 1]);
        line("  ms of PostgreSQL", "%.1f", postgres * 1e3);
        line(
                "  times its limit, the second between two rounds",
                "%.3f",
                millis[IDLE_ROUNDS / 2] / INTERVAL.toMillis());
    }

    private void takeAway() {
        database.execute(
                """
                update standbys set ended_at = now(), outcome = 'DROPPED', reason = 'bench' where id in (
                    select id from standbys where ended_at is null order by id limit %d)\
                """
                        .formatted(changed));
    }

    /// Until as many stand as before.
    private Took place() {
        return took(() -> {
            standbys.runOnce(Instant.now());
            for (int i = 0; database.count(OPEN) < jobs; i++) {
                if (i == MOST_PLANS) {
                    throw new IllegalStateException(
                            database.count(OPEN) + " stand, and the plans find no more");
                }
                plans.runOnce(Instant.now());
            }
        });
    }

    /// The most important ask for what no region has; others are not to wait behind them.
    private void starved() {
        database.execute(
                """
                update task_groups set standbys = 4, priority = 900 where id in (
                    select id from task_groups where standbys > 0 order by id limit %d)\
                """
                        .formatted(changed));
        for (int i = 0; i < MOST_PLANS && database.count(OPEN) < jobs + 2L * changed; i++) {
            standbys.runOnce(Instant.now());
            plans.runOnce(Instant.now());
        }
        database.execute(
                """
                update standbys s set ended_at = now(), outcome = 'DROPPED', reason = 'bench' where id in (
                    select s.id from standbys s join allocations a on a.id = s.allocation_id
                    join task_groups g on g.id = a.group_id
                    where s.ended_at is null and g.priority = 500 order by s.id limit %d)\
                """
                        .formatted(changed));
        int wanted = jobs + 2 * changed;
        Took took =
                took(() -> {
                    for (int i = 0; i < MOST_PLANS && database.count(OPEN) < wanted; i++) {
                        standbys.runOnce(Instant.now());
                        plans.runOnce(Instant.now());
                    }
                });
        line(
                "places found behind %,d that find none".formatted(changed),
                "%,d",
                database.count(OPEN) - (wanted - changed));
        tell("  ms", took);
    }

    /// As after the loss of the region: each is given up, and a place stands by for it.
    private void promote() {
        database.execute(
                """
                create temp table lost as select a.id, a.group_id, a.job_id from allocations a
                    join task_groups g on g.id = a.group_id where g.priority = 500 order by a.id limit %d;
                update attempts t set state = 'LOST', ended_at = now() from lost where t.allocation_id = lost.id;
                delete from leases l using lost where l.allocation_id = lost.id;
                update allocations a set state = 'PENDING', node_id = null, version = version + 1 from lost where a.id = lost.id;
                update task_groups g set waiting = 1, active = 0 from lost where g.id = lost.group_id\
                """
                        .formatted(changed));
        Took took = took(() -> standbys.runOnce(Instant.now()));
        line(
                "promoted in one round",
                "%,d",
                database.count(
                        "select count(*) from lost join allocations a on a.id = lost.id where a.state = 'ASSIGNED' and a.epoch = 2"));
        tell("  ms of that round", took);
        line(
                "  times its limit, the second between two rounds",
                "%.2f",
                took.millis() / INTERVAL.toMillis());
    }

    private Took took(Runnable what) {
        Cores before = Cores.now(home);
        long begun = System.nanoTime();
        what.run();
        double millis = (System.nanoTime() - begun) / NANOS_OF_MILLI;
        return new Took(millis, Cores.now(home).since(before).postgres());
    }

    private static void tell(String what, Took took) {
        line(what, "%,.0f", took.millis());
        line("  seconds of PostgreSQL", "%.2f", took.postgres());
    }

    private static void line(String what, String format, Object value) {
        TelemetryRun.line(OUT, what, format, value);
    }
}
