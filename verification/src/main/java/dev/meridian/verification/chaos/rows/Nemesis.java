package dev.meridian.verification.chaos.rows;

import dev.meridian.verification.chaos.arena.Arena;
import dev.meridian.verification.chaos.arena.Host;
import dev.meridian.verification.chaos.arena.Waiting;
import dev.meridian.verification.chaos.history.Checker;
import dev.meridian.verification.chaos.history.Lifecycle;
import dev.meridian.verification.chaos.history.Past;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// Random faults of hosts, one after the other, and beside them random faults of the control plane
/// and its database, while work is submitted all the time. When all is mended and all has ended,
/// the histories are judged.
final class Nemesis implements Row {
    private static final Duration THAW = Duration.ofMillis(50);
    private static final int LEAST_MILLIS = 2_000;
    private static final int MOST_MILLIS = 14_000;
    private static final int LEAST_PAUSE_MILLIS = 1_000;
    private static final int MOST_PAUSE_MILLIS = 5_000;
    private static final int CALM_MILLIS = 15_000;

    @Override
    public int number() {
        return 17;
    }

    @Override
    public String fault() {
        return "random faults; seeded";
    }

    @Override
    public String promise() {
        return "legal transitions only; each promised run is matched by exactly one run";
    }

    @Override
    public int usual() {
        return 1;
    }

    @Override
    public void play(Round round) throws Exception {
        Arena arena = round.arena();
        var lifecycle = Lifecycle.read(round.ground().checkout().root());
        round.settle();
        Load load = new Load(arena, round.hosts(), new SplittableRandom(round.random().nextLong()));
        try (load) {
            harm(round);
        }
        mend(round);
        round.say().accept("all is mended: waiting for what is still on its way");
        Map<String, Past> pasts = load.pasts();
        new Checker(lifecycle, THAW)
                .judge(load.promised(), pasts)
                .forEach(finding -> round.tally().harm(finding.harm(), finding.sentence()));
        round.tally().count("promised runs", load.promised().size());
        round.tally()
                .count(
                        "runs done unheard",
                        pasts.values().stream().mapToLong(Past::doneUnheard).sum());
        round.tally()
                .count(
                        "events judged",
                        pasts.values().stream().mapToInt(past -> past.events().size()).sum());
    }

    private static void harm(Round round) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(round.seconds());
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            RandomGenerator one = new SplittableRandom(round.random().nextLong());
            RandomGenerator other = new SplittableRandom(round.random().nextLong());
            both.execute(() -> go(round, end, one, Mischief.ofHosts(), 0));
            both.execute(() -> go(round, end, other, Mischief.ofControlPlane(), CALM_MILLIS));
        }
    }

    private static void go(
            Round round, long end, RandomGenerator random, List<Mischief> kinds, int calm) {
        List<Host> hosts = round.hosts();
        while (System.nanoTime() < end) {
            Waiting.rest(
                    Duration.ofMillis(
                            calm + random.nextInt(LEAST_PAUSE_MILLIS, MOST_PAUSE_MILLIS)));
            Mischief mischief = kinds.get(random.nextInt(kinds.size()));
            Host host = hosts.get(random.nextInt(hosts.size()));
            var lasts = Duration.ofMillis(random.nextInt(LEAST_MILLIS, MOST_MILLIS));
            round.say()
                    .accept(
                            "%s for %.1f s, %d s to go"
                                    .formatted(
                                            mischief + (mischief.ofHost() ? " " + host.role() : ""),
                                            lasts.toMillis() / 1000.0,
                                            TimeUnit.NANOSECONDS.toSeconds(
                                                    Math.max(0, end - System.nanoTime()))));
            round.tally().attempt(() -> mischief.befall(round.arena(), host, lasts));
        }
    }

    private static void mend(Round round) throws IOException {
        for (Host host : round.hosts()) {
            host.cable().mend();
        }
        round.settle();
    }
}
