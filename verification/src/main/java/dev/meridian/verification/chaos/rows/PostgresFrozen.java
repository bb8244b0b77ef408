package dev.meridian.verification.chaos.rows;

import dev.meridian.verification.chaos.arena.Arena;
import dev.meridian.verification.chaos.arena.Asking;
import dev.meridian.verification.chaos.arena.Postgres;
import dev.meridian.verification.chaos.arena.Waiting;
import dev.meridian.verification.chaos.history.Harm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// In turns: all processes of the server stop for 20 s, or run for a twentieth of that time, and
/// clients ask twice a second meanwhile, more of them than there are connections.
final class PostgresFrozen implements Row {
    private static final int ASKED = 40;
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final Duration RUNS = Duration.ofMillis(50);
    private static final Duration STANDS = Duration.ofMillis(950);
    private static final Duration ANSWERED = Duration.ofSeconds(15);
    private static final Duration PROMISED = Duration.ofSeconds(10);
    private static final int CREATED = 201;
    private static final int UNAVAILABLE = 503;

    @Override
    public int number() {
        return 14;
    }

    @Override
    public String fault() {
        return "PostgreSQL frozen or slow for 20 s";
    }

    @Override
    public String promise() {
        return "answers in 15 s, 503 with Retry-After; recovers within 10 s";
    }

    @Override
    public int usual() {
        return 2;
    }

    @Override
    public void play(Round round) throws Exception {
        Arena arena = round.arena();
        round.settle();
        try (Bystanders _ = Bystanders.beside(round, Arena.PATIENT);
                Asking asking = Asking.of(arena)) {
            var number = new AtomicInteger();
            round.attempts(() -> once(round, asking, number.getAndIncrement() % 2 == 1));
            round.settle();
        }
    }

    private static void once(Round round, Asking asking, boolean slow) throws Exception {
        Arena arena = round.arena();
        Tally tally = round.tally();
        var server = Postgres.of(arena.system().home());
        List<Future<Asking.Answer>> asked = new ArrayList<>();
        long thawed;
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Runnable end = slow ? server.slow(RUNS, STANDS) : frozen(server);
            try {
                for (int i = 0; i < ASKED; i++) {
                    asked.add(clients.submit(() -> asking.submit(spec(arena))));
                    Waiting.rest(BETWEEN);
                }
            } finally {
                end.run();
                thawed = System.nanoTime();
                arena.controlPlaneCameBack();
            }
            Waiting.until("accepted: another", () -> accepted(arena, asking));
            tally.recovered(thawed, System.nanoTime(), PROMISED);
        }
        for (Future<Asking.Answer> each : asked) {
            judge(tally, each.get());
        }
    }

    private static Runnable frozen(Postgres server) {
        server.freeze();
        return server::thaw;
    }

    private static boolean accepted(Arena arena, Asking asking) {
        try {
            return asking.submit(spec(arena)).status() == CREATED;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void judge(Tally tally, Asking.Answer answer) {
        tally.expect(
                answer.took().compareTo(ANSWERED) <= 0, Harm.LATE, "it was answered " + answer);
        tally.expect(
                answer.status() == CREATED || answer.status() == UNAVAILABLE && answer.retryAfter(),
                Harm.WRONG,
                "it was answered " + answer);
        tally.most("s the longest answer took", answer.took().toMillis() / 1000.0);
    }

    private static String spec(Arena arena) {
        return arena.spec("while-frozen", "count: 1", "", "exit 0");
    }
}
