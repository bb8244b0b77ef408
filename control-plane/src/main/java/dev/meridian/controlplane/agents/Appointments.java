package dev.meridian.controlplane.agents;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// When those who are put off come back: one after the other, about as quickly as they can be
/// greeted, each by chance a little earlier or later. Not for several threads.
final class Appointments {
    private static final long SHORTEST = Duration.ofMillis(500).toNanos();
    private static final double JITTER = 0.2;

    /// Of a new measurement in what greetings are taken to last.
    private static final double NEWS = 0.1;

    private final int places;
    private final long longest;
    private double greeting = Duration.ofMillis(10).toNanos();
    private long taken = Long.MIN_VALUE;

    /// @param places greetings at once
    /// @param longest no appointment is later
    Appointments(int places, Duration longest) {
        this.places = places;
        this.longest = longest.toNanos();
    }

    /// A greeting took so long.
    void took(long nanos) {
        greeting += (nanos - greeting) * NEWS;
    }

    /// @param now nanoseconds of a monotonic clock
    /// @param before how many are greeted before anybody who comes now
    /// @return from now
    Duration next(long now, int before, RandomGenerator random) {
        long each = Math.max(1, (long) (greeting / places));
        long earliest = now + before * each;
        long turn = taken == Long.MIN_VALUE || taken < earliest ? earliest : taken;
        taken = Math.min(turn + each, now + longest);
        double wait = Math.max(SHORTEST, turn + each - now);
        wait *= random.nextDouble(1 - JITTER, 1 + JITTER);
        return Duration.ofNanos((long) Math.min(wait, longest));
    }
}
