package dev.meridian.verification.chaos.rows;

import dev.meridian.verification.chaos.arena.Arena;
import dev.meridian.verification.chaos.arena.Host;
import dev.meridian.verification.chaos.arena.Living;
import dev.meridian.verification.chaos.arena.Waiting;
import dev.meridian.verification.chaos.history.Doubles;
import dev.meridian.verification.chaos.history.Harm;
import tools.jackson.databind.JsonNode;

final class AgentKilled implements Row {

    @Override
    public int number() {
        return 6;
    }

    @Override
    public String fault() {
        return "agent kill -9 and restart";
    }

    @Override
    public String promise() {
        return "adopts what runs: no task is restarted";
    }

    @Override
    public int usual() {
        return 8;
    }

    @Override
    public void play(Round round) throws Exception {
        round.settle();
        try (Bystanders _ = Bystanders.beside(round, "")) {
            Lanes.play(round, (host, _) -> once(round, host));
        }
    }

    private static void once(Round round, Host host) {
        Arena arena = round.arena();
        Living work = arena.live(host, "");
        String before = connectedSince(arena, host);
        long from = System.nanoTime();
        arena.system().crashAgent(host.plan());
        Waiting.until(
                "connected again: " + host.role(),
                () -> {
                    String now = connectedSince(arena, host);
                    return !now.isEmpty() && !now.equals(before);
                });
        round.tally().recovered(from, System.nanoTime());
        arena.awaitReady(host);
        round.tally().expect(arena.speaks(work), Harm.LOST, "it is silent: " + work);
        JsonNode ended = arena.finish(work);
        round.tally()
                .expect(
                        arena.sink().epoch(work.allocation()) == 1
                                && ended.path("attempts").size() == 1
                                && ended.path("state").asString("").equals("SUCCEEDED"),
                        Harm.REPEATED,
                        "it was not adopted: " + ended);
        round.tally()
                .expect(
                        !Doubles.of(arena.sink().words(work.allocation())).any(),
                        Harm.OVERLAP,
                        work.toString());
    }

    private static String connectedSince(Arena arena, Host host) {
        return arena.node(host.plan()).path("health").path("connectedSince").asString("");
    }
}
