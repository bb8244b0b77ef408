package dev.meridian.agent.link;

import dev.meridian.agent.protocol.LogAck;
import dev.meridian.agent.protocol.LogChunk;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/// How much output is on its way on one stream. Never more than the other side has room for: a
/// stream that is full of output is not read, and heartbeats would wait behind it.
final class LogWindow {
    /// Half of what a control plane takes of one node before it stores any.
    private static final int MOST_CHUNKS = 8;

    /// What is not acknowledged after so long never will be: its attempt is unknown there.
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

    private record Sent(String allocationId, int epoch, String stream, long end, long at) {}

    private final ArrayDeque<Sent> underway = new ArrayDeque<>();

    synchronized boolean hasRoom(long now) {
        while (!underway.isEmpty() && now - underway.peekFirst().at() > PATIENCE) {
            underway.removeFirst();
        }
        return underway.size() < MOST_CHUNKS;
    }

    synchronized void sent(LogChunk chunk, long now) {
        underway.addLast(
                new Sent(
                        chunk.getAllocationId(),
                        chunk.getEpoch(),
                        chunk.getStream(),
                        chunk.getOffset() + chunk.getData().size(),
                        now));
    }

    synchronized void acknowledged(LogAck ack) {
        underway.removeIf(sent ->
                sent.end() <= ack.getOffset()
                        && sent.epoch() == ack.getEpoch()
                        && sent.stream().equals(ack.getStream())
                        && sent.allocationId().equals(ack.getAllocationId()));
    }
}
