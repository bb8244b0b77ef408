package dev.meridian.controlplane.telemetry.model;

import java.util.Arrays;

/// A piece of what a task wrote.
///
/// @param start bytes of the stream before this piece
/// @param data at most 64 KiB; not copied, so nobody may change it
/// @param truncated the agent's own limit was reached: nothing follows
@SuppressWarnings(
        "ArrayRecordComponent") // chunks are carried, never compared; a copy of each would double
// the garbage
public record LogChunk(LogKey key, long start, byte[] data, boolean truncated) {

    public LogChunk {
        if (start < 0) {
            throw new IllegalArgumentException("a chunk cannot start at " + start);
        }
    }

    public long end() {
        return start + data.length;
    }

    /// The part of this chunk from byte `from` of the stream on.
    public LogChunk from(long from) {
        return from <= start
                ? this
                : new LogChunk(
                        key,
                        from,
                        Arrays.copyOfRange(
                                data, (int) Math.min(from - start, data.length), data.length),
                        truncated);
    }

    /// The part of this chunk before byte `limit` of the stream, marked as truncated when that cuts
    /// something off.
    public LogChunk until(long limit) {
        return end() <= limit
                ? this
                : new LogChunk(
                        key, start, Arrays.copyOf(data, (int) Math.max(0, limit - start)), true);
    }
}
