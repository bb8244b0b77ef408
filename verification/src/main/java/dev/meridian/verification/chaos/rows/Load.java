package dev.meridian.verification.chaos.rows;

import dev.meridian.verification.chaos.arena.Arena;
import dev.meridian.verification.chaos.arena.Host;
import dev.meridian.verification.chaos.arena.Insistent;
import dev.meridian.verification.chaos.arena.Waiting;
import dev.meridian.verification.chaos.history.Past;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/// Clients that submit work of a few seconds all the time, and remember what they were promised.
final class Load implements AutoCloseable {
    private static final int CLIENTS = 3;
    private static final Duration BETWEEN = Duration.ofMillis(1500);
    private static final Duration END = Duration.ofMinutes(3);
    private static final int LEAST_BEATS = 3;
    private static final int MOST_BEATS = 20;

    private final Arena arena;
    private final List<Host> hosts;
    private final RandomGenerator random;
    private final String name;
    private final Map<String, String> promised = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean enough;

    Load(Arena arena, List<Host> hosts, RandomGenerator random) {
        this.arena = arena;
        this.hosts = hosts;
        this.random = random;
        this.name = "load-" + Long.toHexString(random.nextLong());
        for (int i = 0; i < CLIENTS; i++) {
            clients.execute(this::submitOn);
        }
    }

    private void submitOn() {
        while (!enough) {
            String key = name + "-" + number.getAndIncrement();
            promised.put(key, new Insistent(arena.client()).submit(spec(), key));
            Waiting.rest(BETWEEN);
        }
    }

    private synchronized String spec() {
        Host host = hosts.get(random.nextInt(hosts.size()));
        return arena.spec(
                name,
                "affinities: [{label: role, operator: \"=\", value: %s, weight: 100}]"
                        .formatted(host.role()),
                // most with a lease that the faults outlast
                (random.nextInt(3) > 0 ? Arena.FENCE : "") + "\nretry: {max: 5, backoff: 1s}",
                arena.sink().work(host.cable().witness(), random.nextInt(LEAST_BEATS, MOST_BEATS)));
    }

    /// No more; returns once every submission was answered.
    @Override
    public void close() {
        enough = true;
        clients.close();
    }

    /// @return the jobs by the keys under which they were promised
    Map<String, String> promised() {
        return Map.copyOf(promised);
    }

    /// Of all jobs that came of it, once they have ended, or three minutes have passed.
    Map<String, Past> pasts() {
        boolean _ = Waiting.within(END, () -> promised.values().stream().allMatch(arena::hasEnded));
        return new Histories(arena.client(), arena.sink()).named(name);
    }
}
