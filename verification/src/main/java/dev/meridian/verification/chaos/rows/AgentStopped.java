package dev.meridian.verification.chaos.rows;

import dev.meridian.verification.chaos.arena.Arena;
import dev.meridian.verification.chaos.arena.HostProcesses;
import java.time.Duration;

/// In turns: the agent alone, and all processes of its host, which thaw beside the next copy.
final class AgentStopped implements Row {
    private static final Duration PROMISED =
            Arena.LEASE.plus(Arena.KILL).plus(Duration.ofSeconds(5));
    private static final Duration THAW = Duration.ofMillis(50);

    @Override
    public int number() {
        return 5;
    }

    @Override
    public String fault() {
        return "agent stopped; whole host frozen";
    }

    @Override
    public String promise() {
        return "no overlap with the agent stopped; 50 ms at most when a host thaws";
    }

    @Override
    public int usual() {
        return 8;
    }

    @Override
    public void play(Round round) throws Exception {
        Arena arena = round.arena();
        var stopped =
                new Mishap(
                        0.5,
                        PROMISED,
                        Duration.ZERO,
                        host -> arena.system().agent(host.plan()).signal("STOP"),
                        host -> arena.system().agent(host.plan()).signal("CONT"));
        var frozen =
                new Mishap(
                        0.05,
                        PROMISED,
                        THAW,
                        host -> HostProcesses.of(arena, host).freeze(),
                        host -> HostProcesses.of(arena, host).thaw());
        round.settle();
        try (Bystanders _ = Bystanders.beside(round, "")) {
            Lanes.play(
                    round,
                    (host, number) -> (number % 2 == 0 ? frozen : stopped).play(round, host));
        }
    }
}
