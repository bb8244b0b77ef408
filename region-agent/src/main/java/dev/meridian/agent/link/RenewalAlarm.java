package dev.meridian.agent.link;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ends a stream when the certificate it was opened with should be renewed. Looks at the clock once
/// a minute rather than waiting for one long time, since a host may sleep in between; where renewal
/// fails, the next stream is left in peace for a while.
final class RenewalAlarm implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);
    private static final Duration PEACE = Duration.ofMinutes(5);

    private final Instant due;
    private final InstantSource clock;
    private final Runnable ring;
    private final CountDownLatch closed = new CountDownLatch(1);

    RenewalAlarm(Identity identity, InstantSource clock, Runnable ring) {
        Instant now = clock.instant();
        this.due = now.isBefore(identity.renewAt()) ? identity.renewAt() : now.plus(PEACE);
        this.clock = clock;
        this.ring = ring;
    }

    void start() {
        Thread.ofVirtual().name("renewal").start(this::watch);
    }

    private void watch() {
        try {
            while (true) {
                Duration left = Duration.between(clock.instant(), due);
                if (!left.isPositive()) {
                    ring.run();
                    return;
                }
                long wait = Math.min(left.toMillis() + 1, LOOK_EVERY.toMillis());
                if (closed.await(wait, TimeUnit.MILLISECONDS)) return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
