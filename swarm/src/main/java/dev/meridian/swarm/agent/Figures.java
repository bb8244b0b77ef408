package dev.meridian.swarm.agent;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/// What all simulated agents of a process saw, together.
public final class Figures {
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int DIGITS = 3;

    private final Recorder answers = new Recorder(LONGEST_MICROS, DIGITS);
    private final Recorder returns = new Recorder(LONGEST_MICROS, DIGITS);
    private final LongAdder beats = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final LongAdder welcomes = new LongAdder();
    private final LongAdder losses = new LongAdder();
    private final LongAdder connected = new LongAdder();
    private final LongAdder started = new LongAdder();
    private final LongAdder succeeded = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder fenced = new LongAdder();

    /// Of the whole life of this process so far.
    ///
    /// @param beats heartbeats sent
    /// @param answered heartbeats that were answered
    /// @param connected agents whose stream stands now
    /// @param welcomes streams that were greeted
    /// @param losses streams that ended without our doing
    /// @param started copies of allocations that were started
    /// @param fenced copies that ended because their lease had lapsed
    public record Totals(
            long beats,
            long answered,
            long connected,
            long welcomes,
            long losses,
            long started,
            long succeeded,
            long failed,
            long fenced) {}

    public Totals totals() {
        return new Totals(
                beats.sum(),
                answered.sum(),
                connected.sum(),
                welcomes.sum(),
                losses.sum(),
                started.sum(),
                succeeded.sum(),
                failed.sum(),
                fenced.sum());
    }

    /// From sending a heartbeat to its answer, in microseconds, of those answered since this was
    /// last asked for.
    public Histogram answerMicros() {
        return answers.getIntervalHistogram();
    }

    /// From the loss of a stream to the welcome on the next one, in microseconds, likewise.
    public Histogram returnMicros() {
        return returns.getIntervalHistogram();
    }

    void beat() {
        beats.increment();
    }

    void answered(long nanos) {
        answered.increment();
        answers.recordValue(micros(nanos));
    }

    void welcomed() {
        welcomes.increment();
        connected.increment();
    }

    void returned(long awayNanos) {
        returns.recordValue(micros(awayNanos));
    }

    void lost() {
        losses.increment();
    }

    void disconnected() {
        connected.decrement();
    }

    void started() {
        started.increment();
    }

    void ended(int exitCode) {
        (exitCode == 0 ? succeeded : failed).increment();
    }

    void fenced() {
        fenced.increment();
    }

    private static long micros(long nanos) {
        return Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 0, LONGEST_MICROS);
    }
}
