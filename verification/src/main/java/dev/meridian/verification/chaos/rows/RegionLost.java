package dev.meridian.verification.chaos.rows;

import dev.meridian.cli.client.Json;
import dev.meridian.verification.chaos.arena.Arena;
import dev.meridian.verification.chaos.arena.Host;
import dev.meridian.verification.chaos.arena.Living;
import dev.meridian.verification.chaos.arena.Waiting;
import dev.meridian.verification.chaos.history.Doubles;
import dev.meridian.verification.chaos.history.Harm;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// All hosts of one region are cut off at once. Beside what may go on elsewhere there is work that
/// the law keeps in that region: it waits. Control plane and database stand outside of it.
final class RegionLost implements Row {
    private static final Duration FENCED =
            Arena.LEASE.plus(Arena.KILL).plus(Duration.ofSeconds(10));

    private static final Duration OVERLAPPING = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration WHILE = Duration.ofSeconds(5);
    private static final String AT_HOME = "\nplacement: {residency: {allow: [IN]}}";

    @Override
    public int number() {
        return 9;
    }

    @Override
    public String fault() {
        return "region lost; without leader and database";
    }

    @Override
    public String promise() {
        return "overlap work within 30 s; fence within L + K + 10 s; residency kept";
    }

    @Override
    public int usual() {
        return 2;
    }

    @Override
    public void play(Round round) throws Exception {
        round.settle();
        region(round.arena(), Arena.SAFE, "EU", 53.3, -6.3);
        region(round.arena(), Arena.TROUBLED, "IN", 19.1, 72.9);
        try (Bystanders _ = Bystanders.beside(round, "")) {
            round.attempts(() -> once(round));
        }
    }

    private static void region(
            Arena arena, String name, String jurisdiction, double latitude, double longitude) {
        arena.client()
                .put(
                        "/regions/" + name,
                        Json.object()
                                .put("provider", "chaos")
                                .put("jurisdiction", jurisdiction)
                                .put("latitude", latitude)
                                .put("longitude", longitude));
    }

    private static void once(Round round) throws IOException {
        Arena arena = round.arena();
        List<Living> fenced = new ArrayList<>();
        List<Living> overlapping = new ArrayList<>();
        List<Living> bound = new ArrayList<>();
        for (Host host : round.hosts()) {
            fenced.add(arena.live(host, Arena.FENCE));
            overlapping.add(arena.live(host, Arena.OVERLAP));
            bound.add(
                    arena.live(
                            "count: 1",
                            Arena.FENCE + AT_HOME,
                            arena.sink().beat(host.cable().witness(), Arena.TWICE_A_SECOND)));
        }
        long from = System.nanoTime();
        try {
            for (Host host : round.hosts()) {
                host.cable().cut();
            }
            fenced.forEach(each -> moved(round, each, from, FENCED));
            overlapping.forEach(each -> moved(round, each, from, OVERLAPPING));
            Waiting.rest(WHILE);
        } finally {
            for (Host host : round.hosts()) {
                host.cable().mend();
            }
        }
        round.settle();
        fenced.forEach(each -> {
            Doubles doubles = Doubles.of(arena.sink().words(each.allocation()));
            round.tally().expect(!doubles.any(), Harm.OVERLAP, doubles + " " + each);
        });
        bound.forEach(each -> stayed(round, each));
        fenced.forEach(arena::finish);
        overlapping.forEach(arena::finish);
        bound.forEach(arena::finish);
    }

    private static void moved(Round round, Living work, long from, Duration promised) {
        var sink = round.arena().sink();
        if (Waiting.within(LIMIT, () -> sink.first(work.allocation(), 2).isPresent())) {
            round.tally().recovered(from, sink.first(work.allocation(), 2).orElseThrow(), promised);
        } else {
            round.tally().harm(Harm.LOST, "it did not move: " + round.arena().allocation(work));
        }
    }

    private static void stayed(Round round, Living work) {
        Arena arena = round.arena();
        boolean again = Waiting.within(LIMIT, () -> arena.speaks(work));
        JsonNode allocation = arena.allocation(work);
        round.tally().expect(again, Harm.LOST, "it did not go on: " + allocation);
        round.tally()
                .expect(
                        allocation
                                .path("attempts")
                                .valueStream()
                                .allMatch(attempt ->
                                        attempt.path("region").asString("").equals(Arena.TROUBLED)),
                        Harm.WRONG,
                        "it left the region that it may not leave: " + allocation);
    }
}
