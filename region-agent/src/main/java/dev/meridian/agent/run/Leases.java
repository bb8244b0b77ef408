package dev.meridian.agent.run;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Each lease of work that must be fenced in a small file of its own, `leases/<id>.<epoch>`: for
/// the guard, which ends the copy when this agent cannot, and for an agent that died and came back.
///
/// A file has one line of a width that never changes, so that a renewal overwrites it in place: on
/// a full disk healthy work keeps its lease. First stands a letter that tells who has begun to end
/// the copy; only that letter is also written by the guard.
public final class Leases {
    /// Who has begun to end a copy.
    enum Mark {
        /// Nobody: it runs.
        NOBODY('r'),
        /// An agent.
        AGENT('f'),
        /// The guard, which asked it to end.
        GUARD('t'),
        /// The guard, and nothing of the copy is left.
        GUARD_DONE('k');

        final char letter;

        Mark(char letter) {
            this.letter = letter;
        }
    }

    /// @param until nanoseconds of the host's clock since its start, time asleep included
    record Lease(Mark mark, long until) {}

    private static final Logger LOG = System.getLogger(Leases.class.getName());

    /// Added to every deadline: all have as many digits then, for the 31 years that a host may be
    /// up.
    private static final long ERA = 100_000_000_000L;

    private static final long NANOS_PER_STEP = 10_000_000L;
    private static final int DEADLINE_AT = 2;

    private final Path folder;
    private final String bootId;
    private final Runnable onOpened;

    /// @param bootId of the host: the leases of another one are void
    /// @param onOpened called when there is one more lease to guard
    public Leases(Path dataDir, String bootId, Runnable onOpened) throws IOException {
        this.folder = Files.createDirectories(dataDir.resolve("leases"));
        this.bootId = bootId;
        this.onOpened = onOpened;
    }

    String bootId() {
        return bootId;
    }

    /// Before the work is started.
    void open(AllocationKey key, long untilNanos) throws IOException {
        String line = "%c %d %s%n".formatted(Mark.NOBODY.letter, steps(untilNanos) + ERA, bootId);
        Path fresh = folder.resolve("." + key); // the guard passes over names like this
        Files.writeString(fresh, line);
        Files.move(fresh, file(key), StandardCopyOption.ATOMIC_MOVE);
        onOpened.run();
    }

    /// Moves the end of a lease that nobody has begun to end.
    ///
    /// @return who has
    Mark renew(AllocationKey key, long untilNanos) {
        try (FileChannel file = edit(key)) {
            Mark mark = mark(file);
            if (mark == Mark.NOBODY) {
                write(file, Long.toString(steps(untilNanos) + ERA), DEADLINE_AT);
            }
            return mark;
        } catch (NoSuchFileException _) {
            return Mark.NOBODY; // not opened yet, or ended meanwhile
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "the lease of {0} cannot be written down, and its guard will end it: {1}",
                    key,
                    e.getMessage());
            return Mark.NOBODY;
        }
    }

    /// Takes it upon the agent to end the copy.
    ///
    /// @return whether that is the agent's to do, or the guard has begun
    boolean claim(AllocationKey key) {
        try (FileChannel file = edit(key)) {
            Mark mark = mark(file);
            if (mark == Mark.NOBODY) write(file, String.valueOf(Mark.AGENT.letter), 0);
            return mark == Mark.NOBODY || mark == Mark.AGENT;
        } catch (IOException _) {
            return true;
        }
    }

    /// The lease of an earlier run of the agent on this boot of the host.
    Optional<Lease> kept(AllocationKey key) {
        try {
            String[] parts = Files.readString(file(key)).strip().split(" ");
            if (parts.length != 3 || !parts[2].equals(bootId)) return Optional.empty();
            long until = (Long.parseLong(parts[1]) - ERA) * NANOS_PER_STEP;
            return Optional.of(new Lease(mark(parts[0].charAt(0)), until));
        } catch (IOException | RuntimeException _) {
            return Optional.empty();
        }
    }

    /// Whether anybody has begun to end the copy for its lease.
    boolean lapsed(AllocationKey key) {
        return kept(key).filter(lease -> lease.mark() != Mark.NOBODY).isPresent();
    }

    /// Its end is written down elsewhere.
    void close(AllocationKey key) {
        try {
            Files.deleteIfExists(file(key));
        } catch (IOException _) {
            return; // swept at the next start
        }
    }

    /// Removes the leases of all others.
    void keepOnly(Collection<AllocationKey> held) {
        Set<String> names = held.stream().map(AllocationKey::toString).collect(Collectors.toSet());
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (!names.contains(file.getFileName().toString())) Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "old leases were not removed: {0}", e.getMessage());
        }
    }

    private Path file(AllocationKey key) {
        return folder.resolve(key.toString());
    }

    private FileChannel edit(AllocationKey key) throws IOException {
        return FileChannel.open(file(key), StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static Mark mark(FileChannel file) throws IOException {
        ByteBuffer letter = ByteBuffer.allocate(1);
        if (file.read(letter, 0) < 1) throw new IOException("an empty lease");
        return mark((char) letter.get(0));
    }

    private static Mark mark(char letter) throws IOException {
        for (Mark mark : Mark.values()) {
            if (mark.letter == letter) return mark;
        }
        throw new IOException("a lease with the mark " + letter);
    }

    private static void write(FileChannel file, String text, int at) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) file.write(bytes, at + bytes.position());
    }

    /// Rounded down: rather too early than too late.
    private static long steps(long nanos) {
        return Math.floorDiv(nanos, NANOS_PER_STEP);
    }
}
