package dev.meridian.verification.chaos.rows;

import dev.meridian.verification.chaos.arena.Arena;
import dev.meridian.verification.chaos.arena.Postgres;
import dev.meridian.verification.chaos.arena.Waiting;
import java.time.Duration;

/// The one that the control plane brought along, which has to see to it by itself.
final class PostgresKilled implements Row {
    private static final Duration PROMISED = Duration.ofSeconds(15);

    @Override
    public int number() {
        return 2;
    }

    @Override
    public String fault() {
        return "PostgreSQL kill -9 during submissions";
    }

    @Override
    public String promise() {
        return "as 1; ready again by itself within 15 s";
    }

    @Override
    public int usual() {
        return 3;
    }

    @Override
    public void play(Round round) throws Exception {
        Arena arena = round.arena();
        round.settle();
        try (Bystanders _ = Bystanders.beside(round, Arena.PATIENT)) {
            round.attempts(() -> {
                var submissions = new Submissions(round);
                submissions.during(round.random().nextInt(20), () -> kill(round));
                submissions.judge();
            });
            arena.controlPlaneCameBack();
            round.settle();
        }
    }

    private static void kill(Round round) {
        Arena arena = round.arena();
        var server = Postgres.of(arena.system().home());
        long killed = server.pid();
        long from = System.nanoTime();
        server.kill();
        awaitAnother(arena, server, killed);
        round.tally().recovered(from, System.nanoTime(), PROMISED);
    }

    static void awaitAnother(Arena arena, Postgres server, long killed) {
        Waiting.until(
                "ready with another PostgreSQL",
                () -> server.pid() > 0 && server.pid() != killed && arena.client().isReady());
    }
}
