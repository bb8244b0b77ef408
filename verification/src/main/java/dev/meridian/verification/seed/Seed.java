package dev.meridian.verification.seed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// Fills the database of a control plane that runs with `--meridian.loops.enabled=false`: a fleet,
/// projects, jobs that run and wait and have ended, what they measured and wrote, and who did what.
///
/// Plain SQL past every door, for a million jobs through the API would take hours; the CHECKs of
/// the schema hold all the same.
public final class Seed {

    private static final int AT_ONCE = 50_000;

    /// Of the live jobs; a few of them are held back, the rest waits.
    private static final double RUNNING = 0.58;

    private static final double SUSPENDED = 0.02;

    private static final String SHAPE_OF_RUNNING =
            """
            case when i - %1$d < 0.002 * %2$d then 'pretrain' when i - %1$d < 0.007 * %2$d then 'sweep'
                when i - %1$d < 0.032 * %2$d then 'api' when i - %1$d < 0.04 * %2$d then 'inference'
                when i - %1$d < 0.25 * %2$d then 'finetune'
                else (array['preprocess', 'evaluate', 'etl'])[1 + i %% 3] end\
            """;
    private static final String SHAPE_OF_OTHERS =
            "case when i % 500 = 0 then 'pretrain' when i % 5 < 2 then 'finetune'"
                    + " else (array['preprocess', 'evaluate', 'etl'])[1 + i % 3] end";
    private static final String FATE =
            "case when i % 25 = 0 then 'CANCELLED' when i % 12 = 0 then 'FAILED' else 'SUCCEEDED' end";

    private final Database database;
    private final Size size;
    private final Consumer<String> progress;
    private final long start = System.nanoTime();

    private Seed(Database database, Size size, Consumer<String> progress) {
        this.database = database;
        this.size = size;
        this.progress = progress;
    }

    /// @param home the MERIDIAN_HOME of a control plane that runs on it, with nothing in it yet
    /// @param progress is told what happens, for people who wait
    public static void fill(Path home, Size size, Consumer<String> progress) {
        try (Database database = Database.of(home)) {
            new Seed(database, size, progress).fill();
        }
    }

    private void fill() {
        // one backend, whose triggers of foreign keys rest and whose commits need not wait
        database.execute(
                "set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB'; set maintenance_work_mem = '512MB'");
        database.run("1-fleet.sql", Map.of("nodes", size.nodes()));
        database.run("2-tenancy.sql", Map.of());
        database.run("3-shapes.sql", Map.of());
        tell("fleet and projects");
        int next = 1;
        for (int left = size.ended(); left > 0; left -= AT_ONCE) {
            int jobs = Math.min(left, AT_ONCE);
            jobs(next, jobs, FATE, SHAPE_OF_OTHERS, ageOfEnded());
            next += jobs;
            tell(String.format(Locale.ROOT, "%,d ended jobs", next - 1));
        }
        int running = (int) Math.round(size.live() * RUNNING);
        int suspended = (int) Math.round(size.live() * SUSPENDED);
        int queued = size.live() - running - suspended;
        jobs(
                next,
                running,
                "'RUNNING'",
                SHAPE_OF_RUNNING.formatted(next, running),
                "(600 + j.h % 170000) * interval '1 s'");
        tell(String.format(Locale.ROOT, "%,d running jobs", running));
        next += running;
        jobs(next, queued, "'QUEUED'", SHAPE_OF_OTHERS, "(5 + j.h % 80000) * interval '1 s'");
        next += queued;
        jobs(next, suspended, "'SUSPENDED'", SHAPE_OF_OTHERS, "(5 + j.h % 80000) * interval '1 s'");
        database.run("5-reasons.sql", Map.of());
        tell(String.format(Locale.ROOT, "%,d waiting jobs", queued + suspended));
        database.run("6-measured.sql", Map.of());
        tell("samples and logs");
        database.run("7-audit.sql", Map.of("entries", size.audited()));
        tell("audit trail");
        database.run("8-hours.sql", Map.of());
        tell("hours of projects");
        database.execute("vacuum analyze");
        database.execute("checkpoint");
        tell("statistics");
    }

    /// Evenly over three months, the oldest first.
    private String ageOfEnded() {
        return "((%1$d - j.i) * (90 * 86400.0 / %1$d) * interval '1 s' + interval '3 hours')"
                .formatted(size.ended());
    }

    private void jobs(int first, int count, String state, String shape, String age) {
        if (count == 0) {
            return;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("from", first);
        values.put("to", first + count - 1);
        values.put("state", state);
        values.put("shape", shape);
        values.put("age", age);
        values.put("gangs", places("gang"));
        values.put("gpus", places("gpu"));
        values.put("cpus", places("cpu"));
        database.run("4-jobs.sql", values);
    }

    private long places(String kind) {
        return database.count("select count(*) from seed_places where kind = '" + kind + "'");
    }

    private void tell(String what) {
        progress.accept(
                "%4d s  %s"
                        .formatted(Duration.ofNanos(System.nanoTime() - start).toSeconds(), what));
    }

    /// @param arguments the home, and `small` for the small size
    public static void main(String... arguments) {
        Path home = Path.of(arguments[0]);
        Size size = arguments.length > 1 && arguments[1].equals("small") ? Size.SMALL : Size.WHOLE;
        fill(home, size, System.out::println);
    }
}
