package dev.meridian.agent.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/// Nanoseconds since the host's start, the time that it slept included: a lease runs on while the
/// host is suspended. The JVM's own clock stands still then; here it is set forward whenever the
/// kernel's uptime has run ahead of it. No change of the time of day moves it.
public final class BootClock implements LongSupplier {
    private static final Path UPTIME = Path.of("/proc/uptime");
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /// The kernel tells hundredths of a second.
    private static final long COARSE_NANOS = 20_000_000L;

    private final LongSupplier uptime;
    private final LongSupplier monotonic;
    private long offset;

    /// @param monotonic the JVM's own clock
    public BootClock(LongSupplier monotonic) {
        this(BootClock::uptime, monotonic);
    }

    BootClock(LongSupplier uptime, LongSupplier monotonic) {
        this.uptime = uptime;
        this.monotonic = monotonic;
        this.offset = uptime.getAsLong() - monotonic.getAsLong();
    }

    @Override
    public synchronized long getAsLong() {
        long slept = uptime.getAsLong() - (monotonic.getAsLong() + offset);
        if (slept > COARSE_NANOS) offset += slept;
        return monotonic.getAsLong() + offset;
    }

    private static long uptime() {
        try {
            String text = Files.readString(UPTIME);
            return (long)
                    (Double.parseDouble(text.substring(0, text.indexOf(' '))) * NANOS_PER_SECOND);
        } catch (IOException e) {
            throw new IllegalStateException("the host does not tell its uptime", e);
        }
    }
}
