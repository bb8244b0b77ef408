package dev.meridian.verification.bench.scale;

import dev.meridian.cli.Table;
import dev.meridian.cli.client.Patience;
import dev.meridian.verification.local.AgentPlan;
import dev.meridian.verification.local.Checkout;
import dev.meridian.verification.local.Folders;
import dev.meridian.verification.local.LocalSystem;
import dev.meridian.verification.local.Ports;
import dev.meridian.verification.seed.Database;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `make bench-dispatch`: how long it takes from the decision until the task has started, through a
/// control plane with its loops, PostgreSQL, and an agent on the other end of a real connection,
/// while a full fleet stands in the books.
public final class DispatchRun {
    private static final PrintWriter OUT =
            new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    /// Those who never speak stay READY, for they are no part of what is measured.
    private static final List<String> PATIENT =
            List.of(
                    "--meridian.silence.suspect-after=3650d",
                    "--meridian.silence.lost-after=3650d");

    private static final Patience PACE = new Patience(Duration.ofMillis(100));
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int WARM_UP = 100;
    private static final int PROGRESS = 100;
    private static final int DIGITS = 3;
    private static final int MICROS = 1000;
    private static final double P50 = 50;
    private static final double P99 = 99;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNode JOB =
            JSON.readTree(
                    """
                    {"name": "dispatch", "taskGroups": [{"resources": {"cpu": 1, "memory": "64Mi"},
                     "task": {"command": ["true"], "driver": "process", "network": "host"}}]}
                    """);

    private final Checkout checkout = Checkout.find();
    private final Path home = checkout.root().resolve("target/bench/dispatch/home");
    private final int jobs;
    private final int running;

    private DispatchRun(int jobs, int running) {
        this.jobs = jobs;
        this.running = running;
    }

    /// @param args jobs, copies that run, numbers of nodes
    static void main(String[] args) throws IOException {
        var run = new DispatchRun(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
        run.run(Arrays.stream(args).skip(2).map(Integer::parseInt).toList());
        System.exit(0);
    }

    /// @param decided microseconds from the beginning of the round that decided to the start
    /// @param submitted the same from the submission on
    private record Waits(Histogram decided, Histogram submitted) {}

    private void run(List<Integer> fleets) throws IOException {
        Path csv = checkout.root().resolve("target/bench/dispatch.csv");
        Files.createDirectories(csv.getParent());
        var table =
                new Table(
                        "NODES",
                        "RUNNING",
                        "JOBS",
                        "DECISION TO START p50 ms",
                        "p99 ms",
                        "max ms",
                        "SUBMISSION TO START p50 ms",
                        "p99 ms");
        try (var lines = new PrintWriter(Files.newBufferedWriter(csv))) {
            lines.println(
                    "nodes,running,jobs,p50Millis,p99Millis,maxMillis,submittedP50Millis,submittedP99Millis");
            for (int nodes : fleets) {
                Waits waits = measure(nodes);
                List<String> cells =
                        List.of(
                                "" + nodes,
                                "" + running,
                                "" + jobs,
                                millis(waits.decided().getValueAtPercentile(P50)),
                                millis(waits.decided().getValueAtPercentile(P99)),
                                millis(waits.decided().getMaxValue()),
                                millis(waits.submitted().getValueAtPercentile(P50)),
                                millis(waits.submitted().getValueAtPercentile(P99)));
                lines.println(String.join(",", cells));
                table.row(cells.toArray(String[]::new));
            }
        }
        OUT.println();
        table.print(OUT);
        OUT.println();
        OUT.println(
                """
                Ten jobs a second, one by one. The clock starts when the round that decides begins, before it reads what has changed; then it decides,
                commits in PostgreSQL and tells the agent over gRPC and TLS; it stops at the start of the task as the agent tells it, on the same host.\
                """);
    }

    private Waits measure(int nodes) throws IOException {
        Folders.empty(home);
        try (var system = LocalSystem.start(checkout, home, Ports.free(), PATIENT, OUT::println);
                var database = Database.of(home)) {
            system.startAgent(
                    AgentPlan.in(
                            "near",
                            "--drivers=process",
                            "--capacity=cpu=64,memory=64Gi,disk=100Gi"));
            system.awaitNodes();
            OUT.printf(Locale.ROOT, "» %,d nodes with %,d copies that run%n", nodes, running);
            Map<String, ?> size =
                    Map.of("nodes", nodes, "cores", running / nodes, "running", running);
            database.run("scale-nodes.sql", size);
            database.run("scale-running.sql", size);
            database.execute("vacuum analyze");
            submit(system, WARM_UP);
            awaitEnd(database);
            database.execute("create table clocked as select id from jobs");
            submit(system, jobs);
            awaitEnd(database);
            return new Waits(waits(database, "t.assigned_at"), waits(database, "a.created_at"));
        }
    }

    private static void submit(LocalSystem system, int count) {
        for (int i = 1; i <= count; i++) {
            system.client().post("/jobs", JOB);
            PACE.rest();
            if (i % PROGRESS == 0) {
                OUT.printf(Locale.ROOT, "» %d of %d jobs%n", i, count);
            }
        }
    }

    private static void awaitEnd(Database database) {
        Optional<Boolean> ended =
                PACE.until(
                        LIMIT,
                        () ->
                                Optional.of(true)
                                        .filter(_ ->
                                                database.count(
                                                                "select count(*) from jobs where name = 'dispatch' and ended_at is null")
                                                        == 0));
        if (ended.isEmpty()) {
            throw new IllegalStateException("not every job has ended in " + LIMIT);
        }
    }

    /// @param from the column of the time that counts as the beginning
    private static Histogram waits(Database database, String from) {
        var waits = new Histogram(DIGITS);
        database.numbers(
                        """
                        select greatest(0, extract(epoch from t.started_at - %s) * 1000000)::bigint
                        from jobs j join allocations a on a.job_id = j.id join attempts t on t.allocation_id = a.id
                        where j.name = 'dispatch' and j.id not in (select id from clocked)\
                        """
                                .formatted(from))
                .forEach(waits::recordValue);
        return waits;
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%.1f", (double) micros / MICROS);
    }
}
