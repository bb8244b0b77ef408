package dev.meridian.controlplane.commands;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.IntConsumer;

/// A line every few seconds about something long.
final class Progress implements IntConsumer {
    private static final double NANOS = 1e9;
    private static final double SECONDS_BETWEEN_LINES = 5;

    private final PrintStream err;
    private final String what;
    private final int all;
    private long told = System.nanoTime();

    /// @param all of what is counted
    Progress(PrintStream err, String what, int all) {
        this.err = err;
        this.what = what;
        this.all = all;
    }

    @Override
    public void accept(int done) {
        if ((System.nanoTime() - told) / NANOS > SECONDS_BETWEEN_LINES) {
            told = System.nanoTime();
            err.printf(Locale.ROOT, "  %s: %,d of %,d jobs have ended%n", what, done, all);
        }
    }
}
