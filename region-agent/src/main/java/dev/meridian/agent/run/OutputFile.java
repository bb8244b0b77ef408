package dev.meridian.agent.run;

import com.google.protobuf.ByteString;
import dev.meridian.agent.protocol.LogChunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// One output stream of one attempt: how far it is written, sent and acknowledged.
final class OutputFile {
    static final int CHUNK = 64 << 10;
    private static final long MOST_UNACKNOWLEDGED = 1 << 20;

    private final AllocationKey key;
    private final String stream;
    private final Path file;
    private final Path over;
    private final long limit;
    private long sent;
    private long acknowledged;
    private boolean toldTruncated;

    OutputFile(AllocationKey key, String stream, Path file, long limit) {
        this.key = key;
        this.stream = stream;
        this.file = file;
        this.over = file.resolveSibling(file.getFileName() + ".over");
        this.limit = limit;
    }

    String stream() {
        return stream;
    }

    synchronized Optional<LogChunk> next() {
        long size = size();
        boolean room = sent - acknowledged < MOST_UNACKNOWLEDGED;
        boolean truncated = truncated();
        boolean tellNow = truncated && !toldTruncated && sent >= size;
        if (!(sent < size && room) && !tellNow) return Optional.empty();
        ByteString data = read((int) Math.min(CHUNK, size - sent));
        LogChunk.Builder chunk =
                LogChunk.newBuilder()
                        .setAllocationId(key.allocationId())
                        .setEpoch(key.epoch())
                        .setStream(stream)
                        .setOffset(sent)
                        .setData(data);
        sent += data.size();
        if (truncated && sent >= size) {
            toldTruncated = true;
            chunk.setTruncated(true);
        }
        return Optional.of(chunk.build());
    }

    private ByteString read(int length) {
        if (length <= 0) return ByteString.EMPTY;
        ByteBuffer buffer = ByteBuffer.allocate(length);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(sent);
            while (buffer.hasRemaining() && channel.read(buffer) > 0) {}
        } catch (IOException _) {
            return ByteString.EMPTY; // removed meanwhile
        }
        return ByteString.copyFrom(buffer.flip());
    }

    private long size() {
        return Math.min(limit, file.toFile().length());
    }

    synchronized void rewind() {
        rewind(acknowledged);
    }

    synchronized void rewind(long offset) {
        acknowledged = Math.max(0, offset);
        sent = acknowledged;
        toldTruncated = false;
    }

    synchronized void acknowledged(long offset) {
        acknowledged = Math.max(acknowledged, Math.min(offset, size()));
        sent = Math.max(sent, acknowledged);
    }

    private boolean truncated() {
        return Files.exists(over) || file.toFile().length() > limit;
    }

    synchronized boolean allSent() {
        return sent >= size() && (toldTruncated || !truncated());
    }

    synchronized boolean allAcknowledged() {
        return acknowledged >= size();
    }
}
