package dev.meridian.swarm.agent;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// How often an agent speaks, as the real one does: heartbeats as often as it is asked and four
/// times within its shortest lease, each by chance a fifth earlier or later; attempts to connect
/// further and further apart.
final class Pace {
    private static final double JITTER = 0.2;
    private static final double BEATS_PER_LEASE = 4;
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long FIRST_RETRY = Duration.ofMillis(200).toNanos();
    private static final long LONGEST_RETRY = Duration.ofSeconds(15).toNanos();
    private static final int DOUBLINGS = 10;

    private final RandomGenerator random;
    private int failures;

    Pace(RandomGenerator random) {
        this.random = random;
    }

    /// @param leaseMillis the shortest that is held; 0: none
    /// @return nanoseconds between two heartbeats, on average
    static long interval(long askedMillis, long leaseMillis) {
        long asked = TimeUnit.MILLISECONDS.toNanos(askedMillis);
        double needed = TimeUnit.MILLISECONDS.toNanos(leaseMillis) / BEATS_PER_LEASE / (1 + JITTER);
        return Math.max(LEAST_NANOS, leaseMillis <= 0 ? asked : Math.min(asked, (long) needed));
    }

    long jittered(long nanos) {
        return (long) (nanos * (1 - JITTER + 2 * JITTER * random.nextDouble()));
    }

    /// Some moment within the next period.
    long phase(long nanos) {
        return random.nextLong(Math.max(1, nanos));
    }

    /// Nanoseconds until the next attempt to connect.
    synchronized long retry() {
        long most = Math.min(LONGEST_RETRY, FIRST_RETRY << Math.min(failures++, DOUBLINGS));
        return most / 2 + random.nextLong(most / 2 + 1);
    }

    synchronized void met() {
        failures = 0;
    }

    double wave() {
        return random.nextDouble();
    }
}
