package dev.meridian.verification.chaos.rows;

import dev.meridian.verification.chaos.arena.Arena;
import dev.meridian.verification.chaos.arena.Asking;
import dev.meridian.verification.chaos.arena.Facility;
import dev.meridian.verification.chaos.arena.Living;
import dev.meridian.verification.chaos.arena.SmallDisk;
import dev.meridian.verification.chaos.arena.Waiting;
import dev.meridian.verification.chaos.history.Harm;
import dev.meridian.verification.local.AgentPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// In turns: the disk of the database, at 95 %, and that of an agent, filled to the last byte. The
/// system is one of its own, on small disks.
final class DiskFull implements Row {
    private static final int DATABASE_MIB = 640;
    private static final int AGENT_MIB = 48;
    private static final double NEARLY = 0.95;
    private static final Duration NOTICED = Duration.ofMinutes(2);
    private static final Duration RECOVERS = Duration.ofSeconds(60);
    private static final int CREATED = 201;
    private static final Set<Integer> REFUSED = Set.of(507, 503);

    @Override
    public int number() {
        return 13;
    }

    @Override
    public String fault() {
        return "disk full (database; agent)";
    }

    @Override
    public String promise() {
        return "refused with 507 or 503, nothing lost; recovers within 60 s of space";
    }

    @Override
    public int usual() {
        return 2;
    }

    @Override
    public List<Facility> needs() {
        return List.of(Facility.SMALL_DISKS);
    }

    @Override
    public void play(Round round) throws Exception {
        Path home = round.ground().home("disks");
        var number = new AtomicInteger();
        try (SmallDisk ofDatabase = SmallDisk.mount(home.resolve("postgres"), DATABASE_MIB);
                SmallDisk ofAgent = SmallDisk.mount(home.resolve("agents/small"), AGENT_MIB);
                Arena arena = round.ground().on(home);
                Asking asking = Asking.of(arena)) {
            AgentPlan small = arena.another("small");
            arena.system().startAgent(small);
            arena.system().awaitNodes();
            round.attempts(() -> {
                if (number.getAndIncrement() % 2 == 0) {
                    database(round.tally(), arena, asking, ofDatabase);
                } else {
                    agent(round.tally(), arena, small, ofAgent);
                }
            });
        }
    }

    private static void database(Tally tally, Arena arena, Asking asking, SmallDisk disk)
            throws IOException {
        Living before = arena.liveSafely(Arena.FENCE);
        disk.fill(NEARLY);
        boolean refused = Waiting.within(NOTICED, () -> REFUSED.contains(status(arena, asking)));
        tally.expect(refused, Harm.WRONG, "a full disk of the database takes on new work");
        disk.free();
        long from = System.nanoTime();
        Waiting.until("accepted: another", () -> status(arena, asking) == CREATED);
        tally.recovered(from, System.nanoTime(), RECOVERS);
        lived(tally, arena, before);
    }

    private static void agent(Tally tally, Arena arena, AgentPlan small, SmallDisk disk)
            throws IOException {
        Living before = arena.liveOnlyOn(small, "127.0.0.1", Arena.FENCE);
        disk.fill(1);
        // it would like to run there, and may elsewhere
        String elsewhere =
                arena.client()
                        .submit(
                                arena.spec(
                                        "elsewhere",
                                        "affinities: [{label: role, operator: \"=\", value: small, weight: 100}]",
                                        "",
                                        "exit 0"))
                        .path("id")
                        .asString();
        arena.awaitEnd(elsewhere);
        JsonNode ended = arena.client().allocations(elsewhere).getFirst();
        tally.expect(
                ended.path("state").asString("").equals("SUCCEEDED")
                        && ended.path("retries").asInt(-1) == 0,
                Harm.LOST,
                "it was not run, or a full disk cost it a retry: " + ended);
        // a task that needs no room may find the little that it takes
        boolean left = !ended.path("nodeName").asString("").equals("small");
        tally.count("went elsewhere", left ? 1 : 0);
        disk.free();
        long from = System.nanoTime();
        arena.finish(arena.liveOnlyOn(small, "127.0.0.1", Arena.FENCE));
        tally.recovered(from, System.nanoTime(), RECOVERS);
        lived(tally, arena, before);
    }

    /// What ran goes on, and its leases with it.
    private static void lived(Tally tally, Arena arena, Living work) {
        tally.expect(
                arena.speaks(work) && arena.sink().epoch(work.allocation()) == 1,
                Harm.KILLED,
                "it did not live through it: " + arena.allocation(work));
        JsonNode ended = arena.finish(work);
        tally.expect(
                ended.path("state").asString("").equals("SUCCEEDED"),
                Harm.LOST,
                "its end was lost: " + ended);
    }

    private static int status(Arena arena, Asking asking) {
        try {
            return asking.submit(arena.spec("while-full", "count: 1", "", "exit 0")).status();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
