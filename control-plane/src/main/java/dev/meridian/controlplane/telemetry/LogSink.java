package dev.meridian.controlplane.telemetry;

import java.io.IOException;

/// Where a log is read to, piece by piece.
@FunctionalInterface
public interface LogSink {

    /// @throws IOException when the reader has gone; the reading ends
    void accept(byte[] piece) throws IOException;
}
