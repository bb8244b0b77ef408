package dev.meridian.verification.chaos.rows;

import dev.meridian.cli.client.Connection;
import dev.meridian.swarm.SimulatedFleet;
import dev.meridian.swarm.agent.Figures;
import dev.meridian.swarm.link.JoinTokens;
import dev.meridian.swarm.link.Plane;
import dev.meridian.swarm.script.Script;
import dev.meridian.verification.bench.Meters;
import dev.meridian.verification.chaos.arena.Ground;
import dev.meridian.verification.chaos.arena.Waiting;
import dev.meridian.verification.chaos.history.Harm;
import dev.meridian.verification.local.LocalSystem;
import dev.meridian.verification.local.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// Simulated agents with work on them, whose connections are all cut at once. A try is one storm;
/// its system is its own.
final class ManyReconnect implements Row {
    private static final Duration ALL_BACK = Duration.ofSeconds(90);
    private static final Duration AFTERWARDS = Duration.ofSeconds(30);
    private static final double MICROS = 1e6;
    private static final int WITH_WORK = 5;

    /// Agents between two words of progress.
    private static final int TOLD = 1000;

    /// With the optimising compiler: without what it knows of elliptic curves a handshake costs
    /// several times as much. With room for what is young: connections that are being made are
    /// copied by every collection.
    private static final List<String> JVM =
            List.of("-XX:+UseSerialGC", "-Xms2g", "-Xmx2g", "-Xmn1g");

    private static final List<String> PLANE =
            List.of(
                    "--meridian.agents.heartbeat=10s",
                    "--meridian.silence.suspect-after=30s",
                    "--meridian.silence.start-grace=1s");

    @Override
    public int number() {
        return 10;
    }

    @Override
    public String fault() {
        return "all agents reconnect at once";
    }

    @Override
    public String promise() {
        return "nobody declared lost, no lease lapses; all live within 90 s";
    }

    @Override
    public int usual() {
        return 1;
    }

    @Override
    public void play(Round round) {
        round.attempts(() -> once(round));
        round.tally().most("agents", round.agents());
    }

    private static void once(Round round) throws Exception {
        Ground ground = round.ground();
        Path home = ground.home("many");
        round.say()
                .accept("%,d agents join a control plane of their own".formatted(round.agents()));
        try (LocalSystem system =
                        LocalSystem.start(
                                ground.checkout(), home, Ports.free(), JVM, PLANE, round.say());
                SimulatedFleet fleet =
                        new SimulatedFleet(
                                new Plane("localhost", system.ports().agents()),
                                Script.parse("storms: [{at: 0s, share: 100%, within: 0s}]"))) {
            String token = Connection.adminToken(home).orElseThrow();
            try (var tokens = new JoinTokens(system.url(), token)) {
                fleet.join(
                        round.agents(),
                        "many",
                        List.of("simulated"),
                        tokens,
                        joined -> tell(round, joined, "have joined"));
            }
            submit(system, round.agents() / WITH_WORK);
            Waiting.until(
                    "started: the work",
                    () -> fleet.figures().totals().started() >= round.agents() / WITH_WORK);
            try (Meters meters = new Meters(system.url(), token)) {
                storm(round, fleet, meters);
            }
        }
    }

    private static void storm(Round round, SimulatedFleet fleet, Meters meters) {
        Tally tally = round.tally();
        Figures.Totals before = fleet.figures().totals();
        Histogram returns = fleet.figures().returnMicros();
        long from = System.nanoTime();
        fleet.begin(round.say());
        Waiting.until(
                "connected again: all",
                () -> {
                    long back = returns.getTotalCount();
                    returns.add(fleet.figures().returnMicros());
                    if (returns.getTotalCount() / TOLD > back / TOLD) {
                        tell(round, returns.getTotalCount() / TOLD * TOLD, "are back");
                    }
                    return returns.getTotalCount() >= round.agents();
                });
        tally.recovered(from, System.nanoTime(), ALL_BACK);
        tally.most("s until an agent was back p50", returns.getValueAtPercentile(50) / MICROS);
        tally.most("s until an agent was back p99", returns.getValueAtPercentile(99) / MICROS);
        Waiting.rest(AFTERWARDS);
        Figures.Totals after = fleet.figures().totals();
        none(tally, "meridian_nodes_silent_total{became=\"lost\"", meters, Harm.FALSE_FAILOVER);
        none(tally, "meridian_leases_lost_total", meters, Harm.FALSE_FAILOVER);
        tally.expect(
                after.fenced() == before.fenced(),
                Harm.KILLED,
                "agents fenced " + (after.fenced() - before.fenced()) + " copies");
        tally.count(
                "nodes suspected", meters.sum("meridian_nodes_silent_total{became=\"suspect\""));
        tally.count("seconds watched", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - from));
    }

    private static void tell(Round round, long agents, String what) {
        if (agents % TOLD == 0) {
            round.say().accept("%,d of %,d %s".formatted(agents, round.agents(), what));
        }
    }

    private static void none(Tally tally, String meter, Meters meters, Harm otherwise) {
        double seen = meters.sum(meter);
        tally.expect(seen == 0, otherwise, "%s... is %.0f".formatted(meter, seen));
    }

    private static void submit(LocalSystem system, int count) {
        system.client()
                .submit(
                        """
                        name: many
                        taskGroups:
                        - count: %d
                          resources: {cpu: 1, memory: 64Mi}
                          task: {driver: process, command: [sleep, "3600"]}
                        """
                                .formatted(count));
    }
}
