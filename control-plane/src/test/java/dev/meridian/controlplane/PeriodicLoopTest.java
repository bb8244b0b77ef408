package dev.meridian.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PeriodicLoopTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger rounds = new AtomicInteger();

    @Test
    void aFailingRoundNeverEndsTheLoop() throws InterruptedException {
        PeriodicLoop loop =
                loop(
                        Duration.ofMillis(1),
                        () -> {
                            if (rounds.incrementAndGet() < 3) {
                                throw new IllegalStateException("the database is away");
                            }
                        });
        loop.start();
        await().until(() -> rounds.get() > 5);
        stop(loop);
        assertThat(meters.counter("meridian.loop.failures", "loop", "test").count()).isEqualTo(2);
        assertThat(meters.get("meridian.loop").tag("loop", "test").timer().count())
                .isGreaterThan(5);
        assertThat(meters.get("meridian.loop.last.success").gauge().value()).isPositive();
    }

    @Test
    void aWakeUpNeedNotWaitForThePeriod() throws InterruptedException {
        PeriodicLoop loop = loop(Duration.ofHours(1), rounds::incrementAndGet);
        loop.start();
        await().until(() -> rounds.get() == 1);
        loop.wake();
        await().until(() -> rounds.get() == 2);
        stop(loop);
        assertThat(rounds).hasValue(2);
    }

    private PeriodicLoop loop(Duration period, Runnable round) {
        return new PeriodicLoop(
                "test", period, Duration.ofMillis(2), _ -> round.run(), Clock.systemUTC(), meters);
    }

    private static void stop(PeriodicLoop loop) throws InterruptedException {
        loop.askToStop();
        loop.awaitStop(Duration.ofSeconds(10));
    }
}
