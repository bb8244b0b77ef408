package dev.meridian.controlplane.telemetry;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.telemetry.model.LogChunk;
import dev.meridian.controlplane.telemetry.model.LogKey;
import dev.meridian.controlplane.telemetry.model.LogOffset;
import dev.meridian.controlplane.telemetry.model.LogStream;
import dev.meridian.controlplane.telemetry.model.LogTail;
import dev.meridian.controlplane.telemetry.store.LogStore;
import dev.meridian.controlplane.telemetry.store.LogStore.Attempt;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.util.unit.DataSize;

/// Keeps what tasks wrote, readable while they run, after they ended and after their node is gone.
@Service
public class Logs {
    private static final int CHUNKS_AT_ONCE = 16;

    /// How late another replica's chunks, and the end, are seen.
    private static final Duration POLL = Duration.ofMillis(500);

    private final LogStore store;
    private final long limit;
    private final LogWatch watch = new LogWatch();

    Logs(LogStore store, @Value("${meridian.logs.limit-per-stream:16MB}") DataSize limit) {
        this.store = store;
        this.limit = limit.toBytes();
    }

    /// Bytes that are kept of each stream of each attempt; what follows is dropped, and marked so.
    public long limitPerStream() {
        return limit;
    }

    /// Stores chunks that a node sent. A chunk that was stored before changes nothing, so it may be
    /// sent again.
    ///
    /// @return for each stream among them, the byte before which everything is stored; of an
    ///   attempt that the node never held nothing is stored, and all of it is acknowledged so that
    ///   the agent lets it go
    public List<LogOffset> append(NodeId node, List<LogChunk> chunks) {
        Map<LogKey, List<LogChunk>> byStream =
                chunks.stream()
                        .sorted(Comparator.comparingLong(LogChunk::start))
                        .collect(groupingBy(LogChunk::key, LinkedHashMap::new, toList()));
        Map<LogKey, LogTail> tails = store.tails(node, byStream.keySet());
        List<LogChunk> fresh = new ArrayList<>();
        List<LogOffset> offsets = new ArrayList<>();
        byStream.forEach((key, pieces) -> {
            LogTail tail = tails.get(key);
            if (tail == null) {
                offsets.add(new LogOffset(key, pieces.getLast().end()));
            } else {
                LogTail.Taken taken = tail.take(pieces, limit);
                fresh.addAll(taken.fresh());
                offsets.add(new LogOffset(key, taken.tail().end()));
            }
        });
        if (!fresh.isEmpty()) {
            store.insert(fresh);
            fresh.stream().map(chunk -> chunk.key().allocation()).distinct().forEach(watch::ring);
        }
        return offsets;
    }

    /// How far streams of a node's attempts have arrived, for the welcome of an agent that connects
    /// again.
    public List<LogOffset> offsets(NodeId node, Collection<LogKey> keys) {
        return store.tails(node, keys).entrySet().stream()
                .map(tail -> new LogOffset(tail.getKey(), tail.getValue().end()))
                .toList();
    }

    /// The key of a stream of the newest attempt, or of a given one; empty when there is no such
    /// attempt.
    ///
    /// @param epoch 0: the newest
    public Optional<LogKey> key(AllocationId allocation, int epoch, LogStream stream) {
        return store.attempt(allocation, epoch)
                .map(attempt -> new LogKey(allocation, attempt.epoch(), stream));
    }

    /// Reads what is stored of a stream from byte `from` on.
    ///
    /// @return the byte to go on from
    public long read(LogKey key, long from, LogSink sink) throws IOException {
        long position = from;
        while (true) {
            List<LogChunk> chunks = store.read(key, position, CHUNKS_AT_ONCE);
            boolean more = false;
            for (LogChunk chunk : chunks) {
                LogChunk rest = chunk.from(position);
                if (rest.data().length > 0) {
                    sink.accept(rest.data());
                    position = rest.end();
                    more = true;
                }
            }
            if (!more) {
                return position;
            }
        }
    }

    /// How much of a stream is stored, in bytes.
    public long end(LogKey key) {
        return store.end(key);
    }

    /// Whether the stream was cut off at its limit.
    public boolean truncated(LogKey key, long end) {
        List<LogChunk> last = store.read(key, end, 1);
        return !last.isEmpty() && last.getLast().truncated();
    }

    /// Reads a stream as it grows, until the attempt has ended; waits on the calling thread.
    ///
    /// @throws IOException when the sink's reader has gone
    public void follow(LogKey key, long from, LogSink sink)
            throws IOException, InterruptedException {
        long position = from;
        try (LogWatch.Watch more = watch.on(key.allocation())) {
            while (true) {
                // asked before the reading: an agent sends the last chunk before it reports the end
                boolean ended =
                        store.attempt(key.allocation(), key.epoch())
                                .map(Attempt::ended)
                                .orElse(true);
                position = read(key, position, sink);
                if (ended) {
                    return;
                }
                more.await(POLL);
                sink.look();
            }
        }
    }
}
