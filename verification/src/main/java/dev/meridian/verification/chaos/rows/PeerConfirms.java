package dev.meridian.verification.chaos.rows;

import dev.meridian.cli.client.Connection;
import dev.meridian.verification.bench.Meters;
import dev.meridian.verification.chaos.arena.Arena;
import dev.meridian.verification.chaos.arena.Host;
import dev.meridian.verification.chaos.arena.Waiting;
import dev.meridian.verification.chaos.history.Harm;
import dev.meridian.verification.local.AgentPlan;
import dev.meridian.verification.local.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// A host that is cut off from the control plane, and not from a peer of its cluster; in turns its
/// agent lives, and is killed in the same moment. What ends there is confirmed by way of the peer.
final class PeerConfirms implements Row {
    /// Sooner than by time alone, which takes K and the drift more.
    private static final Duration PROMISED = Arena.LEASE.plus(Duration.ofSeconds(5));

    private static final String CLUSTER = Arena.TROUBLED + "-peers";

    @Override
    public int number() {
        return 4;
    }

    @Override
    public String fault() {
        return "agent partitioned but for a peer; fence job";
    }

    @Override
    public String promise() {
        return "at most one live copy; a peer confirms its end, the next one within L + 5 s";
    }

    @Override
    public int usual() {
        return 4;
    }

    @Override
    public void play(Round round) {
        Arena arena = round.arena();
        round.settle();
        // a cable of ours, for it cuts one way alone
        Wire cable = arena.system().wire();
        var host = new Host(inCluster(arena.another("severed")).through(cable), cable);
        AgentPlan lender = inCluster(arena.another("lender"));
        arena.system().startAgent(host.plan());
        arena.system().startAgent(lender);
        arena.system().awaitNodes();
        try {
            var number = new AtomicInteger();
            round.attempts(() -> once(round, host, number.getAndIncrement() % 2 == 1));
        } finally {
            arena.system().stopAgent(host.plan());
            arena.system().stopAgent(lender);
            cable.close();
        }
    }

    private static AgentPlan inCluster(AgentPlan plan) {
        return new AgentPlan(plan.name(), plan.region(), CLUSTER, plan.options(), plan.way());
    }

    private static void once(Round round, Host host, boolean killed) throws Exception {
        Arena arena = round.arena();
        Waiting.until("it knows its peer", () -> knowsPeer(arena, host));
        double before = confirmed(arena);
        new Mishap(
                        0.5,
                        PROMISED,
                        Duration.ZERO,
                        each -> {
                            each.cable().cut();
                            if (killed) {
                                arena.system().killAgent(each.plan());
                            }
                        },
                        each -> {
                            each.cable().mend();
                            if (killed) {
                                arena.system().restartAgent(each.plan());
                            }
                        })
                .play(round, host);
        round.tally()
                .expect(
                        confirmed(arena) > before,
                        Harm.WRONG,
                        "no end was confirmed by way of the peer");
    }

    /// Which the control plane has told it, and it has told its guard.
    private static boolean knowsPeer(Arena arena, Host host) {
        Path peers =
                arena.system()
                        .home()
                        .resolve("agents")
                        .resolve(host.plan().name())
                        .resolve("guard/peers");
        try {
            return Files.exists(peers) && Files.size(peers) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double confirmed(Arena arena) {
        try (var meters =
                new Meters(
                        arena.system().url(),
                        Connection.adminToken(arena.system().home()).orElseThrow())) {
            return meters.sum("meridian_agent_testimonies_total{way=\"peer\"");
        }
    }
}
