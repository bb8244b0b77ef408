package dev.meridian.verification.chaos.rows;

import dev.meridian.verification.chaos.arena.Arena;
import java.time.Duration;

final class AgentPartitioned implements Row {
    private static final Duration PROMISED =
            Arena.LEASE.plus(Arena.KILL).plus(Duration.ofSeconds(5));

    @Override
    public int number() {
        return 4;
    }

    @Override
    public String fault() {
        return "agent partitioned; fence job";
    }

    @Override
    public String promise() {
        return "at most one live copy; the next one within L + K + 5 s";
    }

    @Override
    public int usual() {
        return 8;
    }

    @Override
    public void play(Round round) throws Exception {
        var partition =
                new Mishap(
                        0.5,
                        PROMISED,
                        Duration.ZERO,
                        host -> host.cable().cut(),
                        host -> host.cable().mend());
        round.settle();
        try (Bystanders _ = Bystanders.beside(round, "")) {
            Lanes.play(round, (host, _) -> partition.play(round, host));
        }
    }
}
