package dev.meridian.agent.link;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// When the next heartbeat is due: as often as the control plane asks for, and at least four times
/// within the shortest lease that is held. Each by chance a fifth earlier or later, so that
/// thousands of agents do not beat together.
final class Pulse {
    private static final long LEAST = TimeUnit.MILLISECONDS.toNanos(50);
    private static final double JITTER = 0.2;
    private static final double BEATS_PER_LEASE = 4;

    private final RandomGenerator random;
    private volatile long next;

    Pulse(RandomGenerator random) {
        this.random = random;
    }

    void begin(long now) {
        next = now;
    }

    /// @param askedMillis between two, by the control plane
    /// @param leaseMillis the shortest lease; 0: none
    /// @return nanoseconds between two, on average
    static long interval(long askedMillis, long leaseMillis) {
        long asked = TimeUnit.MILLISECONDS.toNanos(askedMillis);
        if (leaseMillis <= 0) return Math.max(LEAST, asked);
        double needed = TimeUnit.MILLISECONDS.toNanos(leaseMillis) / BEATS_PER_LEASE / (1 + JITTER);
        return Math.max(LEAST, Math.min(asked, (long) needed));
    }

    /// Whether to send one now; a shorter lease than before makes the next one due sooner.
    boolean due(long now, long interval) {
        long latest = now + (long) (interval * (1 + JITTER));
        if (next - latest > 0) next = now;
        if (now - next < 0) return false;
        next = now + (long) (interval * (1 - JITTER + 2 * JITTER * random.nextDouble()));
        return true;
    }

    long left(long now) {
        return Math.max(1, next - now);
    }
}
