package dev.meridian.verification.chaos.rows;

import dev.meridian.verification.chaos.arena.Arena;
import dev.meridian.verification.chaos.arena.Host;
import dev.meridian.verification.chaos.arena.Living;
import dev.meridian.verification.chaos.arena.Waiting;
import dev.meridian.verification.chaos.history.Doubles;
import dev.meridian.verification.chaos.history.Harm;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// In turns: a link that comes and goes each second, and a host that is heard but hears nothing.
/// The job may run on that host alone, so that it comes back to its trouble.
final class LinkFlapping implements Row {
    private static final Duration LASTS = Duration.ofSeconds(20);
    private static final Duration HALF = Duration.ofMillis(500);

    /// The first loss is placed again at once, the next after 5 s, then 10 s.
    private static final int WINDOWS = 3;

    @Override
    public int number() {
        return 8;
    }

    @Override
    public String fault() {
        return "link flapping at 1 Hz; one-way loss";
    }

    @Override
    public String promise() {
        return "at most one re-placement per back-off window";
    }

    @Override
    public int usual() {
        return 4;
    }

    @Override
    public void play(Round round) throws Exception {
        round.settle();
        try (Bystanders _ = Bystanders.beside(round, "")) {
            Lanes.play(round, (host, number) -> once(round, host, number % 2 == 0));
        }
    }

    private static void once(Round round, Host host, boolean oneWay) throws Exception {
        Arena arena = round.arena();
        Tally tally = round.tally();
        Living work = arena.liveOnlyOn(host.plan(), host.cable().witness(), Arena.FENCE);
        try {
            if (oneWay) {
                host.cable().deafen();
                Waiting.rest(LASTS);
            } else {
                flap(host);
            }
        } finally {
            host.cable().mend();
        }
        arena.awaitReady(host);
        boolean lives = Waiting.within(Duration.ofMinutes(1), () -> arena.speaks(work));
        List<JsonNode> attempts = arena.allocation(work).path("attempts").valueStream().toList();
        int placedAgain = attempts.size() - 1;
        tally.count("re-placements", placedAgain);
        tally.expect(lives, Harm.LOST, "it did not go on: " + attempts);
        tally.expect(placedAgain <= WINDOWS, Harm.FALSE_FAILOVER, "a storm: " + attempts);
        tally.expect(
                !Doubles.of(arena.sink().words(work.allocation())).any(),
                Harm.OVERLAP,
                work.toString());
        arena.finish(work);
    }

    private static void flap(Host host) throws Exception {
        long end = System.nanoTime() + LASTS.toNanos();
        while (System.nanoTime() < end) {
            host.cable().cut();
            Waiting.rest(HALF);
            host.cable().mend();
            Waiting.rest(HALF);
        }
    }
}
