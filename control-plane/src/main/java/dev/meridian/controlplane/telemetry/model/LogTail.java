package dev.meridian.controlplane.telemetry.model;

import java.util.ArrayList;
import java.util.List;

/// How far a stream is stored, and whether it was cut off there.
///
/// @param end bytes stored
/// @param closed the limit was reached: what follows is acknowledged and dropped
public record LogTail(long end, boolean closed) {
    public static final LogTail START = new LogTail(0, false);

    /// What is to be stored of some chunks of the stream, in order of their start.
    ///
    /// An agent that was cut off sends again from its last acknowledgement, perhaps cut into other
    /// pieces: the part that is stored already is left out. A chunk beyond the end is refused, for
    /// the acknowledgement would claim bytes that never came; the agent sends them again.
    ///
    /// @param limit bytes of one stream that are kept
    public Taken take(List<LogChunk> chunks, long limit) {
        LogTail tail = this;
        List<LogChunk> fresh = new ArrayList<>();
        for (LogChunk chunk : chunks) {
            if (tail.closed) {
                tail = new LogTail(Math.max(tail.end, chunk.end()), true);
            } else if (chunk.start() <= tail.end && (chunk.end() > tail.end || chunk.truncated())) {
                LogChunk part = chunk.from(tail.end).until(limit);
                fresh.add(part);
                tail = new LogTail(Math.max(tail.end, chunk.end()), part.truncated());
            }
        }
        return new Taken(List.copyOf(fresh), tail);
    }

    /// @param tail of the stream once the fresh chunks are stored
    public record Taken(List<LogChunk> fresh, LogTail tail) {}
}
