package dev.meridian.agent;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Everything periodic: the supervisor's look at the time ten times a second, a measurement as
/// often as the control plane asks for. One thread each, so that a slow measurement delays no
/// fence.
final class Rhythm implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Rhythm.class.getName());
    private static final int TICK_MILLIS = 100;
    private static final int TELEMETRY_MILLIS = 10_000;
    private static final int LEAST_TELEMETRY_MILLIS = 100;

    private final Runnable tick;
    private final Runnable measure;
    private final ScheduledExecutorService ticks =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("tick").factory());
    private final ExecutorService measurements =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("telemetry").factory());
    private volatile int telemetryMillis = TELEMETRY_MILLIS;
    private int untilMeasure; // the first at once: rates need a beginning

    Rhythm(Runnable tick, Runnable measure) {
        this.tick = tick;
        this.measure = measure;
    }

    void start() {
        var _ =
                ticks.scheduleWithFixedDelay(
                        this::beat, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void beat() {
        guarded(tick);
        untilMeasure -= TICK_MILLIS;
        if (untilMeasure > telemetryMillis)
            untilMeasure = telemetryMillis; // asked for more often meanwhile
        if (untilMeasure > 0) return;
        untilMeasure = telemetryMillis;
        measurements.execute(() -> guarded(measure));
    }

    void telemetryEvery(int millis) {
        if (millis > 0) telemetryMillis = Math.max(LEAST_TELEMETRY_MILLIS, millis);
    }

    /// A scheduled task that throws would never run again.
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a periodic task failed", e);
        }
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        measurements.shutdownNow();
    }
}
