package dev.meridian.agent;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Everything periodic: the supervisor's look at the time, ten times a second while it holds
/// anything, and a measurement as often as the control plane asks for. One thread each, so that a
/// slow measurement delays no fence.
final class Rhythm implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Rhythm.class.getName());
    private static final long TICK_MILLIS = 100;

    /// Shorter than any lease or limit: nothing that is new can lapse before it is looked at.
    private static final long IDLE_TICK_MILLIS = 500;

    private static final int TELEMETRY_MILLIS = 10_000;
    private static final int LEAST_TELEMETRY_MILLIS = 100;

    private final Runnable tick;
    private final BooleanSupplier holds;
    private final Runnable measure;
    private final ScheduledExecutorService ticks =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("tick").factory());
    private final ExecutorService measurements =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("telemetry").factory());
    private volatile int telemetryMillis = TELEMETRY_MILLIS;
    private long untilMeasure; // the first at once: rates need a beginning

    /// @param holds whether there is anything that time alone can change
    Rhythm(Runnable tick, BooleanSupplier holds, Runnable measure) {
        this.tick = tick;
        this.holds = holds;
        this.measure = measure;
    }

    void start() {
        next(TICK_MILLIS);
    }

    private void next(long millis) {
        try {
            var _ = ticks.schedule(() -> beat(millis), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            return; // closed meanwhile
        }
    }

    private void beat(long since) {
        guarded(tick);
        untilMeasure = Math.min(untilMeasure - since, telemetryMillis);
        if (untilMeasure <= 0) {
            untilMeasure = telemetryMillis;
            measurements.execute(() -> guarded(measure));
        }
        long pace = holds.getAsBoolean() ? TICK_MILLIS : IDLE_TICK_MILLIS;
        next(Math.min(pace, Math.max(TICK_MILLIS, untilMeasure)));
    }

    void telemetryEvery(int millis) {
        if (millis > 0) telemetryMillis = Math.max(LEAST_TELEMETRY_MILLIS, millis);
    }

    /// One that throws would end all that follow.
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
