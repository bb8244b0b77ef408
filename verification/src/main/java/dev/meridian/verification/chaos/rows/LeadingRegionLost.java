package dev.meridian.verification.chaos.rows;

import dev.meridian.cli.client.MeridianClient;
import dev.meridian.verification.chaos.arena.Arena;
import dev.meridian.verification.chaos.arena.Facility;
import dev.meridian.verification.chaos.arena.Living;
import dev.meridian.verification.chaos.arena.TwoRegions;
import dev.meridian.verification.chaos.arena.Waiting;
import dev.meridian.verification.chaos.history.Doubles;
import dev.meridian.verification.chaos.history.Harm;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// The region is cut off that holds the leader, the primary database and hosts, while both control
/// planes are asked to take on jobs. All of it lives on, apart. The operator promotes the standby,
/// stops the former primary, and lets the region come back. The system is one of its own for each
/// try, for the databases cannot be led back.
final class LeadingRegionLost implements Row {
    /// Until somebody has noticed and gives the order.
    private static final Duration NOTICED = Duration.ofSeconds(5);

    /// From that order.
    private static final Duration SERVES = Duration.ofSeconds(30);

    /// From that order: who was silent while nobody could judge has its time again.
    private static final Duration MOVES = Duration.ofSeconds(60);

    private static final Duration LIMIT = Duration.ofMinutes(3);

    @Override
    public int number() {
        return 9;
    }

    @Override
    public String fault() {
        return "region lost; with leader and primary database";
    }

    @Override
    public String promise() {
        return "once the standby is promoted all goes on; nothing that was acknowledged is lost";
    }

    @Override
    public int usual() {
        return 1;
    }

    @Override
    public List<Facility> needs() {
        return List.of(Facility.POSTGRES_TOOLS);
    }

    @Override
    public void play(Round round) {
        round.attempts(() -> {
            try (var regions =
                    TwoRegions.open(
                            round.ground().checkout(),
                            round.ground().home("two-regions"),
                            round.say())) {
                once(round.tally(), regions);
            }
        });
    }

    private static void once(Tally tally, TwoRegions regions) throws InterruptedException {
        Waiting.until("somebody leads", () -> regions.system().leader().isPresent());
        tally.expect(
                regions.system().leader().orElseThrow() == regions.first(),
                Harm.WRONG,
                "it is not the first region that leads");
        Living fenced = regions.live(TwoRegions.FIRST, Arena.FENCE);
        Living kept = regions.live(TwoRegions.FIRST, Arena.KEEP);
        Living beside = regions.live(TwoRegions.SECOND, Arena.PATIENT);

        long promoted;
        var there = new Acknowledged(regions.first().client(), TwoRegions.FIRST);
        var here = new Acknowledged(regions.second().client(), TwoRegions.SECOND);
        try (there;
                here;
                MeridianClient client = regions.second().client()) {
            Waiting.until("accepted in both regions", () -> there.count() > 2 && here.count() > 2);
            regions.cut();
            long cut = System.nanoTime();
            Waiting.rest(NOTICED);
            promoted = System.nanoTime();
            regions.database().promote();
            int before = here.count();
            Waiting.until("accepted by the other region", () -> here.count() > before + 1);
            tally.expect(
                    System.nanoTime() - promoted <= SERVES.toNanos(),
                    Harm.LATE,
                    "it did not serve within " + SERVES);
            tally.most("s until it served", seconds(promoted));
            goesOn(tally, regions, fenced, promoted);
            tally.most(
                    "s until the order", (promoted - cut) / (double) TimeUnit.SECONDS.toNanos(1));

            regions.database().stopFormer();
            regions.mend();
            Waiting.until(
                    "both control planes are there",
                    () -> {
                        List<JsonNode> replicas = client.all("/replicas");
                        return replicas.size() == 2
                                && replicas.stream()
                                        .noneMatch(line -> line.path("silent").asBoolean());
                    });
            int later = there.count();
            Waiting.until("accepted by the first again", () -> there.count() > later + 1);
            Waiting.until("both hosts are there", () -> ready(client) == 2);
        }
        judge(tally, regions, List.of(kept, beside), fenced);
        judge(tally, regions, there);
        judge(tally, regions, here);
    }

    private static void goesOn(Tally tally, TwoRegions regions, Living work, long promoted) {
        var sink = regions.sink();
        if (Waiting.within(LIMIT, () -> sink.first(work.allocation(), 2).isPresent())) {
            tally.recovered(promoted, sink.first(work.allocation(), 2).orElseThrow(), MOVES);
        } else {
            tally.harm(Harm.LOST, "it did not move: " + allocation(regions, work));
        }
    }

    private static void judge(
            Tally tally, TwoRegions regions, List<Living> untouched, Living fenced) {
        Doubles doubles = Doubles.of(regions.sink().words(fenced.allocation()));
        tally.expect(!doubles.any(), Harm.OVERLAP, doubles + " " + fenced);
        untouched.forEach(each -> {
            int heard = regions.sink().heard(each.allocation());
            boolean speaks =
                    Waiting.within(
                            NOTICED, () -> regions.sink().heard(each.allocation()) > heard + 1);
            tally.expect(
                    speaks && regions.sink().epoch(each.allocation()) == 1,
                    Harm.KILLED,
                    "it need not have ended: " + allocation(regions, each));
        });
        tally.count("bystanders", untouched.size());
        for (Living each : List.of(fenced, untouched.getFirst(), untouched.getLast())) {
            regions.sink().end(each.allocation(), 0);
        }
    }

    /// Every job of which a client was told is there, and is run once.
    private static void judge(Tally tally, TwoRegions regions, Acknowledged jobs) {
        try (MeridianClient client = regions.second().client()) {
            for (String job : jobs.all()) {
                boolean ended =
                        Waiting.within(
                                LIMIT,
                                () ->
                                        client.job(job)
                                                .path("state")
                                                .asString("")
                                                .equals("SUCCEEDED"));
                tally.expect(ended, Harm.LOST, "it was acknowledged and is not done: " + job);
            }
        }
        tally.count("jobs acknowledged", jobs.count());
    }

    private static JsonNode allocation(TwoRegions regions, Living work) {
        try (MeridianClient client = regions.second().client()) {
            return client.get("/allocations/" + work.allocation());
        }
    }

    private static long ready(MeridianClient client) {
        return client.all("/nodes").stream()
                .filter(node -> node.path("state").asString("").equals("READY"))
                .count();
    }

    private static double seconds(long from) {
        return (System.nanoTime() - from) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
