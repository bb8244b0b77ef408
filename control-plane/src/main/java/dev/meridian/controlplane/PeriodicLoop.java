package dev.meridian.controlplane;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one round after another on a thread of its own, each period and whenever it is woken.
///
/// A round that fails is told and tried again with the next period: it never ends the loop.
final class PeriodicLoop {
    private static final Logger log = LoggerFactory.getLogger(PeriodicLoop.class);

    /// A busy loop rests between its rounds as long as the last one took, but no longer than this:
    /// more gathers for each round, and half of a core is left to the others.
    private static final Duration LONGEST_REST = Duration.ofMillis(200);

    /// While the database is away a line per loop and minute tells enough.
    private static final Duration BETWEEN_COMPLAINTS = Duration.ofMinutes(1);

    private final String name;
    private final Duration period;
    private final Consumer<Instant> round;
    private final Duration debounce;
    private final Clock clock;
    private final Timer timer;
    private final Counter failures;
    private final Semaphore bell = new Semaphore(0);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private volatile Instant lastSuccess = Instant.EPOCH;
    private Instant lastComplaint = Instant.MIN;

    /// @param debounce how long a wake-up waits for others to join it
    PeriodicLoop(
            String name,
            Duration period,
            Duration debounce,
            Consumer<Instant> round,
            Clock clock,
            MeterRegistry meters) {
        this.name = name;
        this.period = period;
        this.debounce = debounce;
        this.round = round;
        this.clock = clock;
        this.timer =
                Timer.builder("meridian.loop")
                        .tag("loop", name)
                        .publishPercentileHistogram()
                        .register(meters);
        this.failures = meters.counter("meridian.loop.failures", "loop", name);
        Gauge.builder("meridian.loop.last.success", this, PeriodicLoop::lastSuccessSeconds)
                .tag("loop", name)
                .baseUnit("seconds")
                .register(meters);
        this.thread = Thread.ofPlatform().daemon().name("loop-" + name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// One round on the thread of the caller, before the loop is started.
    void once() {
        timer.record(this::tryOnce);
    }

    /// Has no effect beyond a round that would come anyway, only sooner.
    void wake() {
        bell.release();
    }

    void askToStop() {
        stopping.countDown();
        bell.release();
    }

    /// Waits for the round in progress, then cuts it off.
    void awaitStop(Duration patience) throws InterruptedException {
        if (!thread.join(patience)) {
            log.warn("the loop {} did not end its round within {}", name, patience);
            thread.interrupt();
        }
    }

    private void run() {
        try {
            while (stopping.getCount() > 0) {
                long began = System.nanoTime();
                timer.record(this::tryOnce);
                Duration took = Duration.ofNanos(System.nanoTime() - began);
                if (bell.tryAcquire(period.toMillis(), TimeUnit.MILLISECONDS)) {
                    if (stopping.await(rest(took).toMillis(), TimeUnit.MILLISECONDS)) {
                        return;
                    }
                    bell.drainPermits();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration rest(Duration took) {
        Duration rest = took.compareTo(LONGEST_REST) < 0 ? took : LONGEST_REST;
        return rest.compareTo(debounce) > 0 ? rest : debounce;
    }

    private void tryOnce() {
        Instant now = clock.instant();
        try {
            round.accept(now);
            lastSuccess = now;
        } catch (RuntimeException | Error e) {
            failures.increment();
            if (lastComplaint.isBefore(now.minus(BETWEEN_COMPLAINTS))) {
                lastComplaint = now;
                log.error("a round of the loop {} failed and will be tried again", name, e);
            }
        }
    }

    private double lastSuccessSeconds() {
        return lastSuccess.getEpochSecond();
    }
}
