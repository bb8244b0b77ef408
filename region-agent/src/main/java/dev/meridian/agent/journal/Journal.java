package dev.meridian.agent.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.ReportAck;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/// An append-only file of what this agent holds and how it ended. Damage costs no more than the
/// records that it hit: what is torn at the end is cut off, what is damaged in between is passed
/// over, and a copy of the damaged file is kept as `journal.damaged`.
///
/// Ends are forced to disk before they are reported. Starts are not: they need to outlive the
/// agent, which the page cache does, while a host that lost its power has lost the work as well.
public final class Journal implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Journal.class.getName());
    private static final long COMPACT_FROM_BYTES = 1 << 20;

    /// So much of a damaged file is kept.
    private static final int MOST_KEPT = 16 << 20;

    private final Path file;
    private final Contents contents = new Contents();
    private FileChannel channel;
    private long compactedBytes;
    private final Object forcing = new Object();
    private long appended; // ends
    private long forced; // of these

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

    /// What a journal holds, without touching it: another may be writing to it.
    public static Collection<Entry> read(Path dataDir) throws IOException {
        Contents contents = new Contents();
        Path file = dataDir.resolve("journal");
        if (Files.exists(file)) {
            Records.read(Files.readAllBytes(file), (kind, body) -> apply(contents, kind, body));
        }
        return contents.entries();
    }

    private void replay() throws IOException {
        byte[] all = Files.readAllBytes(file);
        Records.Found found = Records.read(all, (kind, body) -> apply(contents, kind, body));
        int torn = all.length - found.wholeBytes();
        if (torn > 0 || found.gaps() > 0) {
            Path copy = file.resolveSibling("journal.damaged");
            LOG.log(
                    Level.WARNING,
                    "the journal was damaged: {0} bytes in {1} places passed over, {2} bytes at its end cut off; what work it was about is looked for on disk, the damaged file is kept as {3}",
                    found.damagedBytes(),
                    found.gaps(),
                    torn,
                    copy);
            keep(copy, all);
        }
        channel.truncate(found.wholeBytes());
        channel.position(found.wholeBytes());
        if (found.gaps() > 0) rewriteIfPossible();
    }

    private static void keep(Path copy, byte[] damaged) {
        try {
            Files.write(copy, Arrays.copyOf(damaged, Math.min(damaged.length, MOST_KEPT)));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "no copy of it could be kept: {0}", e.getMessage());
        }
    }

    private void rewriteIfPossible() {
        try {
            rewrite();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the journal was not rewritten: {0}", e.getMessage());
        }
    }

    private static boolean apply(Contents contents, byte kind, byte[] body) {
        try {
            switch (kind) {
                case Records.ASSIGNED -> contents.assigned(Assignment.parseFrom(body));
                case Records.ENDED -> contents.ended(AllocationReport.parseFrom(body));
                case Records.FORGOTTEN -> contents.forgotten(ReportAck.parseFrom(body));
                default -> {} // of a newer agent: whole, but not for us
            }
            return true;
        } catch (InvalidProtocolBufferException _) {
            return false;
        }
    }

    /// Before the work is started.
    ///
    /// @throws IOException when the disk takes no more: then the work must not be started
    public synchronized void assigned(Assignment assignment) throws IOException {
        append(Records.ASSIGNED, assignment);
        contents.assigned(assignment);
    }

    /// Returns when the end is on disk. Ends that come while one is being forced there share the
    /// next one's way, and starts wait for neither.
    public void ended(AllocationReport report) throws IOException {
        long mine;
        synchronized (this) {
            append(Records.ENDED, report);
            contents.ended(report);
            mine = ++appended;
        }
        synchronized (forcing) {
            force(mine);
        }
    }

    private void force(long upTo) throws IOException {
        FileChannel file;
        long all;
        synchronized (this) {
            if (forced >= upTo) return;
            file = channel;
            all = appended;
        }
        try {
            file.force(false);
        } catch (ClosedChannelException e) {
            synchronized (this) {
                if (forced >= upTo) return; // by way of a new file
            }
            throw e;
        }
        synchronized (this) {
            forced = Math.max(forced, all);
        }
    }

    /// The control plane has stored the end and the output.
    public synchronized void forgotten(String allocationId, int epoch) throws IOException {
        ReportAck place =
                ReportAck.newBuilder().setAllocationId(allocationId).setEpoch(epoch).build();
        append(Records.FORGOTTEN, place);
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
            Records.write(channel, kind, message);
        } catch (IOException e) {
            channel.truncate(start); // half a record would hide all that follow
            channel.position(start);
            throw e;
        }
    }

    private void compactWhenWorthIt() throws IOException {
        long size = channel.position();
        if (size < COMPACT_FROM_BYTES || size < 4 * compactedBytes) return;
        compactedBytes = size; // not again at once where it fails
        rewriteIfPossible();
    }

    private void rewrite() throws IOException {
        Path fresh = file.resolveSibling("journal.new");
        FileChannel next =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
        try {
            writeAll(next);
            next.force(true);
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) { // a full disk most often: the old file stands
            next.close();
            Files.deleteIfExists(fresh);
            throw e;
        }
        FileChannel last = channel;
        channel = next;
        compactedBytes = next.position();
        forced = appended;
        last.close();
    }

    private void writeAll(FileChannel next) throws IOException {
        for (var past : contents.forgotten().entrySet()) {
            Records.write(
                    next,
                    Records.FORGOTTEN,
                    ReportAck.newBuilder()
                            .setAllocationId(past.getKey())
                            .setEpoch(past.getValue())
                            .build());
        }
        for (Entry entry : contents.entries()) {
            Records.write(next, Records.ASSIGNED, entry.assignment());
            if (entry.end().isPresent()) Records.write(next, Records.ENDED, entry.end().get());
        }
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }
}
