package dev.meridian.agent.link;

import dev.meridian.agent.protocol.TelemetryBatch;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Measurements that wait for contact, on disk: 24 MiB, of which the oldest are lost first, as is
/// whatever finds no room. They outlive the agent; what was begun to be read when it died is lost,
/// so that nothing is told twice.
public final class TelemetrySpool {
    private static final long SEGMENT_BYTES = 1 << 20;
    private static final int SEGMENTS = 24;
    private static final String READING = ".reading";

    private final Path folder;
    private final Deque<Path> segments = new ArrayDeque<>();
    private @Nullable OutputStream out;
    private @Nullable InputStream in;
    private long written;
    private long number;

    public TelemetrySpool(Path dataDir) throws IOException {
        this.folder = Files.createDirectories(dataDir.resolve("telemetry"));
        try (Stream<Path> kept = Files.list(folder)) {
            for (Path file : kept.sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.matches("[0-9]{10}")) {
                    Files.delete(file);
                    continue;
                }
                segments.addLast(file);
                number = Long.parseLong(name);
            }
        }
    }

    synchronized void add(TelemetryBatch batch) {
        try {
            OutputStream open = out;
            if (open == null || written >= SEGMENT_BYTES) open = next();
            batch.writeDelimitedTo(open);
            written += batch.getSerializedSize();
        } catch (IOException _) {
            closeOut(); // a torn record is the last of its segment
        }
    }

    private OutputStream next() throws IOException {
        closeOut();
        if (segments.size() == SEGMENTS) drop();
        Path file = folder.resolve("%010d".formatted(++number));
        OutputStream open = Files.newOutputStream(file);
        segments.addLast(file);
        out = open;
        written = 0;
        return open;
    }

    /// The oldest, which is forgotten here.
    synchronized @Nullable TelemetryBatch poll() {
        while (!segments.isEmpty()) {
            try {
                TelemetryBatch batch = TelemetryBatch.parseDelimitedFrom(reading());
                if (batch != null) return batch;
            } catch (IOException _) {
                // torn, as by a full disk or a death: the rest of the segment is lost
            }
            drop();
        }
        return null;
    }

    synchronized boolean isEmpty() {
        return segments.isEmpty();
    }

    private InputStream reading() throws IOException {
        InputStream open = in;
        if (open != null) return open;
        Path oldest = segments.removeFirst();
        if (segments.isEmpty()) closeOut(); // it may have been the one written to
        Path taken = oldest.resolveSibling(oldest.getFileName() + READING);
        segments.addFirst(taken);
        Files.move(oldest, taken, StandardCopyOption.ATOMIC_MOVE);
        open = new BufferedInputStream(Files.newInputStream(taken));
        in = open;
        return open;
    }

    private void drop() {
        try (InputStream open = in) {
            in = null;
            if (segments.size() == 1) closeOut();
            Path oldest = segments.pollFirst();
            if (oldest != null) Files.deleteIfExists(oldest);
        } catch (IOException _) {
            return; // swept at the next start
        }
    }

    private void closeOut() {
        try (OutputStream open = out) {
            out = null;
        } catch (IOException _) {
            return; // what it had is on disk, or lost
        }
    }
}
