package dev.meridian.verification.chaos.rows;

import dev.meridian.verification.bench.Memory;
import dev.meridian.verification.chaos.arena.Arena;
import dev.meridian.verification.chaos.arena.Facility;
import dev.meridian.verification.chaos.arena.Host;
import dev.meridian.verification.chaos.arena.Living;
import dev.meridian.verification.chaos.arena.Waiting;
import dev.meridian.verification.chaos.history.Harm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Each try lets all three bombs go off on one host at once.
final class TaskBombs implements Row {
    private static final long MOST_MIB = 50;
    private static final String FLOOD = "timeout 5 yes; exit 0";
    private static final String FORKS =
            "for i in $(seq 3000); do sleep 10 & done 2>/dev/null; wait; exit 1";
    private static final String MEMORY =
            "held=$(head -c 3000000000 /dev/zero | tr \"\\0\" x); exit 0";

    @Override
    public int number() {
        return 16;
    }

    @Override
    public String fault() {
        return "log flood; fork bomb; memory bomb in a task";
    }

    @Override
    public String promise() {
        return "capped; the agent grows by 50 MB at most";
    }

    @Override
    public int usual() {
        return 1;
    }

    @Override
    public List<Facility> needs() {
        return List.of(Facility.CONTROL_GROUPS);
    }

    @Override
    public void play(Round round) {
        round.settle();
        Host host = round.hosts().getFirst();
        round.attempts(() -> once(round, host));
    }

    private static void once(Round round, Host host) {
        Arena arena = round.arena();
        long agent = arena.system().agent(host.plan()).pid();
        Living neighbour = arena.liveOnlyOn(host.plan(), host.cable().witness(), Arena.FENCE);
        long before = resident(agent);
        String flood = bomb(arena, host, "64Mi", FLOOD);
        String forks = bomb(arena, host, "1Gi", FORKS);
        String memory = bomb(arena, host, "64Mi", MEMORY);
        Waiting.until(
                "ended: the bombs",
                () -> {
                    round.tally().most("MiB the agent grew by", resident(agent) - before);
                    return arena.hasEnded(flood) && arena.hasEnded(forks) && arena.hasEnded(memory);
                });
        long grown = resident(agent) - before;
        round.tally().expect(grown <= MOST_MIB, Harm.WRONG, "the agent grew by MiB " + grown);
        JsonNode eaten = arena.client().allocations(memory).getFirst();
        round.tally()
                .expect(
                        eaten.path("reason").asString("").equals("OOM"),
                        Harm.WRONG,
                        "memory was not bounded: " + eaten);
        round.tally()
                .expect(
                        arena.speaks(neighbour) && arena.sink().epoch(neighbour.allocation()) == 1,
                        Harm.KILLED,
                        "a neighbour was taken along: " + arena.allocation(neighbour));
        arena.finish(neighbour);
    }

    private static String bomb(Arena arena, Host host, String memory, String command) {
        String spec =
                """
                name: bomb
                runtime: {max: 40s}
                taskGroups:
                - resources: {cpu: 0.2, memory: %s}
                  constraints: [{label: role, value: %s}]
                  task:
                    driver: %s
                    command: [bash, -c, '%s']
                """
                        .formatted(memory, host.role(), arena.driver(), command);
        return arena.client().submit(spec).path("id").asString();
    }

    private static long resident(long agent) {
        try {
            return Memory.residentMib(agent);
        } catch (IOException e) {
            throw new UncheckedIOException("the agent is gone", e);
        }
    }
}
