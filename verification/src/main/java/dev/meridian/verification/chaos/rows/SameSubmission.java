package dev.meridian.verification.chaos.rows;

import dev.meridian.cli.client.Refused;
import dev.meridian.verification.chaos.arena.Arena;
import dev.meridian.verification.chaos.arena.Insistent;
import dev.meridian.verification.chaos.history.Harm;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

final class SameSubmission implements Row {
    private static final int AT_ONCE = 32;
    private static final int IMPOSSIBLE = 422;

    @Override
    public int number() {
        return 11;
    }

    @Override
    public String fault() {
        return "the same submission 32 times at once";
    }

    @Override
    public String promise() {
        return "exactly one job; the same key with another body is 422";
    }

    @Override
    public int usual() {
        return 20;
    }

    @Override
    public void play(Round round) {
        round.attempts(() -> once(round));
    }

    private static void once(Round round) throws InterruptedException {
        Arena arena = round.arena();
        String name = "same-" + Long.toHexString(round.random().nextLong());
        Set<String> ids = ConcurrentHashMap.newKeySet();
        var start = new CountDownLatch(1);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_ONCE; i++) {
                clients.submit(() -> {
                    start.await();
                    return ids.add(
                            new Insistent(arena.client()).submit(body(arena, name, 16), name));
                });
            }
            start.countDown();
        }
        Set<String> there = new HashSet<>();
        arena.client()
                .all("/jobs?limit=200&name=" + name)
                .forEach(job -> there.add(job.path("id").asString("")));
        round.tally().expect(ids.size() == 1, Harm.REPEATED, "it was told of as " + ids);
        round.tally()
                .expect(there.equals(ids), Harm.REPEATED, "there are " + there + ", told " + ids);
        round.tally()
                .expect(
                        status(arena, name) == IMPOSSIBLE,
                        Harm.WRONG,
                        "another body under the key " + name + " was not answered with 422");
    }

    private static int status(Arena arena, String name) {
        try {
            arena.client().submit(body(arena, name, 17), name);
            return 0;
        } catch (Refused e) {
            return e.problem().status();
        }
    }

    private static String body(Arena arena, String name, int mebibytes) {
        return """
        name: %s
        taskGroups:
        - resources: {cpu: 0.1, memory: %dMi}
          task: {driver: %s, command: ["true"]}
        """
                .formatted(name, mebibytes, arena.driver());
    }
}
