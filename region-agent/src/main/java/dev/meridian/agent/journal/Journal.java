package dev.meridian.agent.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.ReportAck;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Map;
import java.util.zip.CRC32C;

/// An append-only file of what this agent holds and how it ended. A record is its length, its
/// checksum, its kind and a protobuf message. What follows the first damaged record is cut off at
/// start: only the last write can be torn.
///
/// Ends are forced to disk before they are reported. Starts are not: they need to outlive the
/// agent, which the page cache does, while a host that lost its power has lost the work as well.
public final class Journal implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Journal.class.getName());
    private static final int HEAD = 9;
    private static final int LARGEST = 4 << 20;
    private static final long COMPACT_FROM_BYTES = 1 << 20;
    private static final byte ASSIGNED = 1;
    private static final byte ENDED = 2;
    private static final byte FORGOTTEN = 3;

    private final Path file;
    private final Contents contents = new Contents();
    private FileChannel channel;
    private long compactedBytes;

    private Journal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    public static Journal open(Path dataDir) throws IOException {
        Path file = dataDir.resolve("journal");
        Journal journal =
                new Journal(
                        file,
                        FileChannel.open(
                                file,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE));
        journal.replay();
        return journal;
    }

    private void replay() throws IOException {
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file));
        int good = 0;
        while (readOne(all)) good = all.position();
        if (good < all.limit()) {
            LOG.log(
                    Level.WARNING,
                    "the journal ends in {0} damaged bytes, which were cut off",
                    all.limit() - good);
            channel.truncate(good);
        }
        channel.position(good);
    }

    private boolean readOne(ByteBuffer all) {
        if (all.remaining() < HEAD) return false;
        int length = all.getInt();
        int sum = all.getInt();
        byte kind = all.get();
        if (length < 0 || length > LARGEST || length > all.remaining()) return false;
        byte[] body = new byte[length];
        all.get(body);
        return sum == checksum(kind, body) && apply(kind, body);
    }

    private boolean apply(byte kind, byte[] body) {
        try {
            switch (kind) {
                case ASSIGNED -> contents.assigned(Assignment.parseFrom(body));
                case ENDED -> contents.ended(AllocationReport.parseFrom(body));
                case FORGOTTEN -> contents.forgotten(ReportAck.parseFrom(body));
                default -> {} // of a newer agent: whole, but not for us
            }
            return true;
        } catch (InvalidProtocolBufferException _) {
            return false;
        }
    }

    /// Before the work is started.
    public synchronized void assigned(Assignment assignment) throws IOException {
        append(ASSIGNED, assignment);
        contents.assigned(assignment);
    }

    /// Returns when the end is on disk.
    public synchronized void ended(AllocationReport report) throws IOException {
        append(ENDED, report);
        channel.force(false);
        contents.ended(report);
    }

    /// The control plane has stored the end and the output.
    public synchronized void forgotten(String allocationId, int epoch) throws IOException {
        ReportAck place =
                ReportAck.newBuilder().setAllocationId(allocationId).setEpoch(epoch).build();
        append(FORGOTTEN, place);
        contents.forgotten(place);
        compactWhenWorthIt();
    }

    public synchronized Collection<Entry> entries() {
        return contents.entries();
    }

    /// Per allocation the highest epoch that was forgotten.
    public synchronized Map<String, Integer> forgottenEpochs() {
        return contents.forgotten();
    }

    private void append(byte kind, MessageLite message) throws IOException {
        long start = channel.position();
        try {
            write(channel, kind, message);
        } catch (IOException e) {
            channel.truncate(start); // half a record would hide all that follow
            channel.position(start);
            throw e;
        }
    }

    private static void write(FileChannel channel, byte kind, MessageLite message)
            throws IOException {
        byte[] body = message.toByteArray();
        ByteBuffer record = ByteBuffer.allocate(HEAD + body.length);
        record.putInt(body.length).putInt(checksum(kind, body)).put(kind).put(body).flip();
        while (record.hasRemaining()) channel.write(record);
    }

    private static int checksum(byte kind, byte[] body) {
        CRC32C sum = new CRC32C();
        sum.update(kind);
        sum.update(body);
        return (int) sum.getValue();
    }

    private void compactWhenWorthIt() throws IOException {
        long size = channel.position();
        if (size < COMPACT_FROM_BYTES || size < 4 * compactedBytes) return;
        Path fresh = file.resolveSibling("journal.new");
        FileChannel next =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
        for (var past : contents.forgotten().entrySet()) {
            write(
                    next,
                    FORGOTTEN,
                    ReportAck.newBuilder()
                            .setAllocationId(past.getKey())
                            .setEpoch(past.getValue())
                            .build());
        }
        for (Entry entry : contents.entries()) {
            write(next, ASSIGNED, entry.assignment());
            if (entry.end().isPresent()) write(next, ENDED, entry.end().get());
        }
        next.force(true);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        channel.close();
        channel = next;
        compactedBytes = next.position();
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }
}
