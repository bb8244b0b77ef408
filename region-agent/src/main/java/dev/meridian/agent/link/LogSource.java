package dev.meridian.agent.link;

import dev.meridian.agent.protocol.LogAck;
import dev.meridian.agent.protocol.LogChunk;
import java.util.List;
import java.util.Optional;

/// The output of what runs here, read from files: nothing of it is kept in memory.
public interface LogSource {
    /// The next piece that was not sent on this stream yet.
    Optional<LogChunk> next();

    /// A new stream: everything after these offsets, or after the last acknowledged one, is sent
    /// again.
    void rewind(List<LogAck> offsets);

    void acknowledged(LogAck ack);

    /// Whether all output of an ended attempt has been sent on this stream, so that its end may be
    /// told.
    boolean sent(String allocationId, int epoch);

    /// Whether there is anything to look for.
    boolean watching();
}
