package dev.meridian.verification.chaos.rows;

import dev.meridian.verification.chaos.arena.Arena;
import dev.meridian.verification.chaos.arena.Host;
import dev.meridian.verification.chaos.arena.Living;
import dev.meridian.verification.chaos.arena.Waiting;
import dev.meridian.verification.chaos.history.Doubles;
import dev.meridian.verification.chaos.history.Harm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Scaled: leases of 4 s and an absence of five of them, in turns with one of ten, for those of 2
/// min and the hour.
final class ControlPlaneAway implements Row {
    private static final Duration SHORT = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofSeconds(40);
    private static final Duration SLACK = Duration.ofSeconds(1);

    @Override
    public int number() {
        return 7;
    }

    @Override
    public String fault() {
        return "control plane away; scaled";
    }

    @Override
    public String promise() {
        return "only fence work with a shorter lease stops itself, and goes on afterwards";
    }

    @Override
    public int usual() {
        return 2;
    }

    @Override
    public void play(Round round) throws Exception {
        Arena arena = round.arena();
        round.settle();
        try (Bystanders _ = Bystanders.beside(round, Arena.PATIENT)) {
            boolean[] longer = {false};
            round.attempts(() -> {
                once(round, longer[0] ? LONG : SHORT);
                longer[0] = !longer[0];
            });
        }
    }

    private static void once(Round round, Duration absence) {
        Arena arena = round.arena();
        List<Living> shorter = new ArrayList<>();
        List<Living> overlapping = new ArrayList<>();
        for (Host host : round.hosts()) {
            shorter.add(arena.live(host, Arena.FENCE));
            overlapping.add(arena.live(host, Arena.OVERLAP));
        }
        arena.system().killControlPlane();
        long away = System.nanoTime();
        Waiting.rest(absence);
        long back = System.nanoTime();
        arena.system().startControlPlaneAgain();
        arena.controlPlaneCameBack();
        for (Living each : shorter) {
            went(round, each, away, back);
        }
        round.settle();
        for (Living each : overlapping) {
            round.tally()
                    .expect(
                            arena.speaks(each) && arena.sink().epoch(each.allocation()) == 1,
                            Harm.KILLED,
                            "overlap work did not ride over it: " + arena.allocation(each));
            arena.finish(each);
        }
    }

    private static void went(Round round, Living work, long away, long back) {
        Arena arena = round.arena();
        Tally tally = round.tally();
        boolean again =
                Waiting.within(
                        Duration.ofMinutes(2),
                        () -> arena.sink().first(work.allocation(), 2).isPresent());
        long stopped =
                arena.sink().last(work.allocation(), 1).orElseThrow()
                        - away
                        - Arena.LEASE.plus(Arena.KILL).plus(SLACK).toNanos();
        tally.expect(
                stopped <= 0,
                Harm.LATE,
                "it did not stop itself at the end of its lease: " + arena.allocation(work));
        tally.expect(
                !Doubles.of(arena.sink().words(work.allocation())).any(),
                Harm.OVERLAP,
                work.toString());
        if (again) {
            tally.recovered(back, arena.sink().first(work.allocation(), 2).orElseThrow());
        } else {
            tally.harm(Harm.LOST, "it did not go on: " + arena.allocation(work));
        }
        arena.finish(work);
    }
}
