package dev.meridian.verification.chaos.rows;

import dev.meridian.verification.chaos.arena.Arena;
import dev.meridian.verification.chaos.arena.Facility;
import dev.meridian.verification.chaos.arena.Living;
import dev.meridian.verification.chaos.arena.ShiftedClock;
import dev.meridian.verification.chaos.arena.Waiting;
import dev.meridian.verification.chaos.history.Harm;
import dev.meridian.verification.local.AgentPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// In turns: the agent's clock, that of the control plane and its PostgreSQL, and both; forward,
/// then back by as much and more. The system is one of its own, for it lives by that clock.
final class ClocksJump implements Row {
    private static final Duration JUMP = Duration.ofMinutes(10);
    private static final Duration TWO_LEASES = Arena.LEASE.multipliedBy(2);

    @Override
    public int number() {
        return 12;
    }

    @Override
    public String fault() {
        return "clocks jump by ten minutes";
    }

    @Override
    public String promise() {
        return "no lease moves";
    }

    @Override
    public int usual() {
        return 3;
    }

    @Override
    public List<Facility> needs() {
        return List.of(Facility.SHIFTED_CLOCKS);
    }

    @Override
    public void play(Round round) {
        Path clocks = round.ground().home("clocks-by");
        var ofPlane = ShiftedClock.in(clocks.resolve("control-plane"));
        var ofAgent = ShiftedClock.in(clocks.resolve("agent"));
        try (Arena arena = round.ground().own("clocks", ofPlane.environment())) {
            AgentPlan plan = arena.another("shifted").through(ofAgent);
            arena.system().startAgent(plan);
            // a shifted program is slow to start
            Waiting.until(
                    "READY: the shifted host",
                    () -> arena.node(plan).path("state").asString("").equals("READY"));
            List<List<ShiftedClock>> turns =
                    List.of(List.of(ofAgent), List.of(ofPlane), List.of(ofPlane, ofAgent));
            int[] number = {0};
            round.attempts(() -> once(round, arena, plan, turns.get(number[0]++ % turns.size())));
        }
    }

    private static void once(Round round, Arena arena, AgentPlan plan, List<ShiftedClock> clocks) {
        List<Living> work =
                List.of(
                        arena.liveOnlyOn(plan, "127.0.0.1", Arena.FENCE),
                        arena.liveOnlyOn(plan, "127.0.0.1", Arena.OVERLAP));
        for (Duration by : List.of(JUMP, Duration.ZERO, JUMP.negated(), Duration.ZERO)) {
            clocks.forEach(clock -> clock.shift(by));
            Waiting.rest(TWO_LEASES);
        }
        for (Living each : work) {
            boolean speaks = arena.speaks(each);
            round.tally()
                    .expect(
                            speaks
                                    && arena.sink().epoch(each.allocation()) == 1
                                    && arena.allocation(each).path("attempts").size() == 1,
                            Harm.KILLED,
                            "a lease moved: " + arena.allocation(each));
            arena.finish(each);
        }
        round.tally().count("jumps", 4 * clocks.size());
    }
}
