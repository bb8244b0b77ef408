package dev.meridian.agent.run.checkpoint;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// How fast a copy may go, and whether it is still wanted.
public final class Pace {
    private static final double NANOS = 1e9;
    private static final long LONGEST_WAIT = 100_000_000L;

    private final long bytesPerSecond;
    private final LongSupplier nanos;
    private final BooleanSupplier wanted;
    private final long began;
    private long bytes;

    /// @param bytesPerSecond 0: as fast as it goes
    public Pace(long bytesPerSecond, LongSupplier nanos, BooleanSupplier wanted) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanos = nanos;
        this.wanted = wanted;
        this.began = nanos.getAsLong();
    }

    /// As fast as it goes, and as long as this one is wanted.
    Pace unbounded() {
        return new Pace(0, nanos, wanted);
    }

    long bytesPerSecond() {
        return bytesPerSecond;
    }

    /// @throws CalledOff when nobody waits for it any more
    void goOn() throws CalledOff {
        if (!wanted.getAsBoolean()) throw new CalledOff();
    }

    /// Holds back so long as so much went too fast.
    void went(long more) throws CalledOff {
        bytes += more;
        goOn();
        if (bytesPerSecond == 0) return;
        long due = began + (long) (NANOS * bytes / bytesPerSecond);
        for (long left = due - nanos.getAsLong(); left > 0; left = due - nanos.getAsLong()) {
            LockSupport.parkNanos(Math.min(left, LONGEST_WAIT));
            goOn();
        }
    }

    /// Milliseconds since it began.
    public long millis() {
        return (nanos.getAsLong() - began) / 1_000_000;
    }
}
