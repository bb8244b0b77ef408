package dev.meridian.agent.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next attempt: doubles from 0.2 s to 15 s, each time by chance
/// between half and the whole, so that thousands of agents that lost one control plane together do
/// not come back together.
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    Duration next() {
        long nanos = Math.min(LONGEST.toNanos(), FIRST.toNanos() << Math.min(failures, 10));
        failures++;
        return Duration.ofNanos(nanos / 2 + random.nextLong(nanos / 2 + 1));
    }

    void reset() {
        failures = 0;
    }
}
