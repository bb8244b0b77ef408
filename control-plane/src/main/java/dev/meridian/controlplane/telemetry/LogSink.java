package dev.meridian.controlplane.telemetry;

import java.io.IOException;

/// Where a log is read to, piece by piece.
@FunctionalInterface
public interface LogSink {

    /// @throws IOException when the reader has gone; the reading ends
    void accept(byte[] piece) throws IOException;

    /// Called time and again while a log is followed, whether anything came or not: a reader that
    /// has gone is not noticed by those who have nothing to say.
    ///
    /// @throws IOException when the reader has gone
    /// @throws InterruptedException when the reading is to end
    default void look() throws IOException, InterruptedException {}
}
