package dev.meridian.verification.chaos.rows;

import dev.meridian.verification.chaos.arena.Arena;
import dev.meridian.verification.chaos.arena.Insistent;
import dev.meridian.verification.chaos.arena.Waiting;
import dev.meridian.verification.chaos.history.Harm;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// Jobs that several clients submit while something dies, each under a key of its own.
final class Submissions {
    private static final int JOBS = 20;
    private static final int CLIENTS = 4;
    private static final Duration END = Duration.ofMinutes(2);

    private final Arena arena;
    private final Tally tally;
    private final Insistent client;
    private final String name;
    private final Map<Integer, String> accepted = new ConcurrentHashMap<>();

    Submissions(Round round) {
        this.arena = round.arena();
        this.tally = round.tally();
        this.client = new Insistent(arena.client());
        this.name = "kept-" + Long.toHexString(round.random().nextLong());
    }

    /// @param after so many were accepted, of those that there are
    void during(int after, Runnable fault) {
        var next = new AtomicInteger();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.execute(() -> {
                    for (int job = next.getAndIncrement();
                            job < JOBS;
                            job = next.getAndIncrement()) {
                        accepted.put(job, submit(job));
                    }
                });
            }
            Waiting.until("accepted: " + after, () -> accepted.size() >= after);
            fault.run();
        }
    }

    /// Every one is there, once, and ends well in one run.
    void judge() {
        tally.expect(
                accepted.size() == JOBS,
                Harm.LOST,
                "only %d of %d were accepted at all".formatted(accepted.size(), JOBS));
        Set<String> promised = new HashSet<>(accepted.values());
        tally.expect(
                promised.size() == accepted.size(),
                Harm.WRONG,
                "two keys got the same job: " + accepted);
        accepted.forEach((job, id) -> {
            String again = submit(job);
            tally.expect(again.equals(id), Harm.REPEATED, id + " was told again as " + again);
        });
        Set<String> there = new HashSet<>();
        arena.client()
                .all("/jobs?limit=200&name=" + name)
                .forEach(job -> there.add(job.path("id").asString("")));
        tally.expect(there.containsAll(promised), Harm.LOST, "of " + promised + " only " + there);
        tally.expect(
                promised.containsAll(there), Harm.REPEATED, "nobody was told of some of " + there);
        promised.forEach(this::judge);
        tally.count("submissions", accepted.size());
    }

    private void judge(String job) {
        boolean ended = Waiting.within(END, () -> arena.hasEnded(job));
        List<JsonNode> allocations = arena.client().allocations(job);
        tally.expect(
                ended
                        && allocations.size() == 1
                        && allocations.getFirst().path("state").asString("").equals("SUCCEEDED"),
                Harm.LOST,
                "it was not run: " + allocations);
        tally.expect(
                allocations.stream().allMatch(one -> one.path("attempts").size() <= 1),
                Harm.KILLED,
                "it took more than one run: " + allocations);
    }

    private String submit(int job) {
        return client.submit(
                """
                name: %s
                taskGroups:
                - resources: {cpu: 0.1, memory: 16Mi}
                  task: {driver: %s, command: ["true"]}
                """
                        .formatted(name, arena.driver()),
                name + "-" + job);
    }
}
