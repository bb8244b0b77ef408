package dev.meridian.verification.bench;

import dev.meridian.cli.client.Connection;
import dev.meridian.swarm.SimulatedFleet;
import dev.meridian.swarm.agent.Figures;
import dev.meridian.swarm.link.JoinTokens;
import dev.meridian.swarm.link.Plane;
import dev.meridian.swarm.script.Script;
import dev.meridian.verification.local.Checkout;
import dev.meridian.verification.local.Folders;
import dev.meridian.verification.local.LocalSystem;
import dev.meridian.verification.local.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/// How many agents one control plane carries: `make swarm`.
///
/// A control plane with the embedded PostgreSQL runs as a process of its own. The simulated fleet
/// in this process joins it, each agent with its certificate and connection, and beats every ten
/// seconds and sends what its host measured. Whatever the script tells happens while it is
/// measured.
public final class SwarmRun {
    /// A heartbeat every ten seconds, and suspicion after three; nobody is excused for a late
    /// start.
    private static final List<String> PLANE =
            List.of(
                    "--meridian.agents.heartbeat=10s",
                    "--meridian.agents.telemetry=10s",
                    "--meridian.silence.suspect-after=30s",
                    "--meridian.silence.start-grace=1s");

    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Xmx1g");
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration AFTER_THE_LAST = Duration.ofSeconds(90);
    private static final long TELL_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final PrintWriter OUT =
            new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    private SwarmRun() {}

    /// @param arguments agents, seconds, script (or an empty text), flags of the plane's JVM
    public static void main(String... arguments) throws Exception {
        int count = Integer.parseInt(arguments[0]);
        Script script = arguments[2].isEmpty() ? Script.QUIET : Script.read(Path.of(arguments[2]));
        Duration length = Duration.ofSeconds(Long.parseLong(arguments[1]));
        if (script.lastMillis() > 0) {
            length = max(length, Duration.ofMillis(script.lastMillis()).plus(AFTER_THE_LAST));
        }
        Path bench = Checkout.find().root().resolve("target/bench");
        Path home = bench.resolve("swarm/home");
        Folders.empty(home);
        say("starting a control plane, its database in " + home);
        List<String> jvm = arguments[3].isEmpty() ? JVM : List.of(arguments[3].split(" "));
        try (LocalSystem system =
                        LocalSystem.start(
                                Checkout.find(), home, Ports.free(), jvm, PLANE, SwarmRun::say);
                SimulatedFleet fleet =
                        new SimulatedFleet(
                                new Plane("localhost", system.ports().agents()), script)) {
            String token = Connection.adminToken(home).orElseThrow();
            join(fleet, count, new JoinTokens(system.url(), token));
            try (Meters meters = new Meters(system.url(), token)) {
                watch(fleet, WARM_UP, "warming up");
                SwarmScore score = measure(system, fleet, meters, length);
                OUT.println();
                score.print(OUT);
                Files.writeString(bench.resolve("swarm.csv"), score.csv());
                say("written to target/bench/swarm.csv");
            }
        }
        System.exit(0);
    }

    private static void join(SimulatedFleet fleet, int count, JoinTokens tokens)
            throws InterruptedException {
        long start = System.nanoTime();
        AtomicLong told = new AtomicLong(start);
        try (tokens) {
            fleet.join(
                    count,
                    "swarm",
                    List.of("simulated"),
                    tokens,
                    joined -> {
                        long now = System.nanoTime();
                        long before = told.get();
                        if (now - before > TELL_NANOS && told.compareAndSet(before, now)) {
                            say("%,d of %,d agents have joined".formatted(joined, count));
                        }
                    });
        }
        say("all %,d agents have joined, in %,d s".formatted(count, seconds(start)));
    }

    private static SwarmScore measure(
            LocalSystem system, SimulatedFleet fleet, Meters meters, Duration length)
            throws IOException {
        long pid = system.controlPlane().pid();
        fleet.figures().answerMicros();
        Figures.Totals before = fleet.figures().totals();
        Cores used = Cores.of(pid, system.home());
        long start = System.nanoTime();
        fleet.begin(SwarmRun::say);
        Histogram answers = watch(fleet, length, "measuring");
        double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        return new SwarmScore(
                seconds,
                before,
                fleet.figures().totals(),
                answers,
                fleet.figures().returnMicros(),
                Cores.of(pid, system.home()).since(used),
                Memory.residentMib(pid),
                (long) meters.sum("meridian_nodes_silent_total{became=\"suspect\""),
                (long) meters.sum("meridian_nodes_silent_total{became=\"lost\""),
                (long) meters.sum("meridian_leases_lost_total"));
    }

    private static Histogram watch(SimulatedFleet fleet, Duration length, String doing) {
        Histogram all = fleet.figures().answerMicros();
        all.reset();
        long start = System.nanoTime();
        while (System.nanoTime() - start < length.toNanos()) {
            long left = length.toNanos() - (System.nanoTime() - start);
            sleep(Math.min(TELL_NANOS, left));
            Histogram lately = fleet.figures().answerMicros();
            all.add(lately);
            say(
                    "%s: %d of %d s, %,d connected, p99 %.1f ms"
                            .formatted(
                                    doing,
                                    seconds(start),
                                    length.toSeconds(),
                                    fleet.figures().totals().connected(),
                                    SwarmScore.millis(lately, SwarmScore.P99)));
        }
        return all;
    }

    private static void sleep(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static long seconds(long since) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static void say(String what) {
        OUT.println("» " + what);
    }
}
