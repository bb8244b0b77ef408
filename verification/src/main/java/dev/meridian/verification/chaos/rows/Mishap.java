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

/// What befalls one host, while a `fence` job of a short lease lives on it, and is to go on
/// elsewhere.
///
/// @param every so many seconds the job speaks
/// @param promised from the fault until the next copy speaks
/// @param overlap that is allowed
record Mishap(double every, Duration promised, Duration overlap, Step inject, Step heal) {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration AFTERWARDS = Duration.ofSeconds(2);

    interface Step {
        void on(Host host) throws Exception;
    }

    void play(Round round, Host host) throws Exception {
        Arena arena = round.arena();
        Living work = arena.live(host, Arena.FENCE, every);
        long from = System.nanoTime();
        boolean moved;
        try {
            inject.on(host);
            moved =
                    Waiting.within(
                            LIMIT, () -> arena.sink().first(work.allocation(), 2).isPresent());
        } finally {
            heal.on(host);
        }
        arena.awaitReady(host);
        Waiting.rest(AFTERWARDS); // a late word comes now, if ever
        judge(round, host, work, from, moved);
    }

    private void judge(Round round, Host host, Living work, long from, boolean moved) {
        Arena arena = round.arena();
        Tally tally = round.tally();
        if (!moved) {
            tally.harm(
                    Harm.LOST, "no next copy in %s: %s".formatted(LIMIT, arena.allocation(work)));
            return;
        }
        tally.recovered(from, arena.sink().first(work.allocation(), 2).orElseThrow(), promised);
        Doubles doubles = Doubles.of(arena.sink().words(work.allocation()));
        tally.count("late words", doubles.late());
        tally.expect(
                !doubles.any() || doubles.millis() <= overlap.toMillis() && !overlap.isZero(),
                Harm.OVERLAP,
                "%s on %s: %s".formatted(work, host.role(), doubles));
        JsonNode ended = arena.finish(work);
        List<String> ends =
                ended.path("attempts")
                        .valueStream()
                        .map(attempt -> attempt.path("state").asString(""))
                        .toList();
        tally.expect(
                ended.path("state").asString("").equals("SUCCEEDED"),
                Harm.LOST,
                "it did not go on: " + ended);
        tally.expect(ends.size() <= 2, Harm.FALSE_FAILOVER, "placed oftener than once: " + ended);
        tally.expect(
                ended.path("retries").asInt(-1) == 0,
                Harm.WRONG,
                "it cost the job a retry: " + ended);
    }
}
