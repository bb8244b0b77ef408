package dev.meridian.agent.run;

import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.Checkpoint;
import dev.meridian.agent.protocol.CheckpointStore;
import dev.meridian.agent.run.checkpoint.Archive;
import dev.meridian.agent.run.checkpoint.Generation;
import dev.meridian.agent.run.checkpoint.Mark;
import dev.meridian.agent.run.checkpoint.Pace;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Where tasks leave their state, so that their next attempt goes on from it.
///
/// Where the project has a store, the state is a folder of the attempt, which is fetched before the
/// start and copied there. Otherwise it is a folder of a directory that the hosts share, of which
/// nothing is ever removed: what a job left may be all that its owner has of it.
public final class Checkpoints {
    private static final Logger LOG = System.getLogger(Checkpoints.class.getName());

    private final Optional<Path> shared;
    private final StandbyFolders ahead;
    private final Map<String, String> environment;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Semaphore turns = new Semaphore(1, true);
    private final Map<AllocationKey, Keeper> keepers = new ConcurrentHashMap<>();
    private volatile BiConsumer<AllocationKey, Checkpoint> told = (_, _) -> {};

    /// @param shared a directory that hosts share; where there is none, and the project has no
    ///   store, the state lasts no longer than the attempt
    /// @param ahead where standbys keep what they have fetched
    /// @param environment of the agent, in which rclone is looked for
    public Checkpoints(
            Optional<Path> shared,
            StandbyFolders ahead,
            Map<String, String> environment,
            InstantSource clock,
            LongSupplier nanos) {
        this.shared = shared;
        this.ahead = ahead;
        this.environment = Map.copyOf(environment);
        this.clock = clock;
        this.nanos = nanos;
    }

    /// @param listener hears what becomes known of the copies of an attempt's state
    void tell(BiConsumer<AllocationKey, Checkpoint> listener) {
        told = listener;
    }

    /// Where the host keeps it, and with what the task begins.
    ///
    /// @param restored empty: with nothing, or with a shared folder as it stands
    record Place(Path onHost, Optional<Generation> restored) {}

    /// Makes the folder of the allocation's state, with all that its last attempt left. May take as
    /// long as a state of that size takes to fetch.
    ///
    /// @param wanted false: the attempt has been called off
    /// @return empty when the job wants none
    Optional<Place> prepare(Assignment assignment, AllocationFolder folder, BooleanSupplier wanted)
            throws IOException {
        if (assignment.getCheckpointPath().isEmpty()) return Optional.empty();
        Path place = folder.checkpoint();
        if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) { // begun again where it was
            return Optional.of(new Place(place, Optional.empty()));
        }
        if (assignment.hasCheckpointStore()) {
            Files.createDirectory(place);
            return Optional.of(
                    new Place(
                            place,
                            keeper(assignment, folder).restore(ahead.of(assignment), wanted)));
        }
        Files.deleteIfExists(place);
        if (shared.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "{0} asks for checkpoints, which last no longer than its attempt here: give its project a checkpoint store, or start this agent with --checkpoint-store=DIR, a directory that the hosts share",
                    assignment.getJobName());
            return Optional.of(new Place(Files.createDirectory(place), Optional.empty()));
        }
        Path kept = kept(shared.get(), assignment.getCheckpointKey());
        try {
            Files.createDirectories(
                    kept,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new IOException(
                    "the checkpoint store %s cannot be written (%s): see that it is mounted and this agent's to write"
                            .formatted(shared.get(), e),
                    e);
        }
        Files.createSymbolicLink(place, kept);
        return Optional.of(new Place(kept, Optional.empty()));
    }

    /// Fetches what an attempt would begin with if it had to begin here now.
    ///
    /// @return what is there now; empty: nothing is kept, or nothing has been yet
    /// @throws IOException says why in a sentence
    Optional<Mark> fetchAhead(Assignment work, BooleanSupplier wanted) throws IOException {
        if (work.getCheckpointPath().isEmpty() || !work.hasCheckpointStore()) {
            return Optional.empty();
        }
        CheckpointStore store = work.getCheckpointStore();
        return Archive.open(store, work.getCheckpointKey(), work.getEpoch(), environment, clock)
                .fetchAhead(ahead.of(work), new Pace(store.getBytesPerSecond(), nanos, wanted));
    }

    private Keeper keeper(Assignment assignment, AllocationFolder folder) throws Unrestorable {
        AllocationKey key = AllocationKey.of(assignment);
        Keeper there = keepers.get(key);
        if (there != null) return there;
        try {
            Archive archive =
                    Archive.open(
                            assignment.getCheckpointStore(),
                            assignment.getCheckpointKey(),
                            assignment.getEpoch(),
                            environment,
                            clock);
            Keeper made =
                    new Keeper(
                            key,
                            assignment.getCheckpointStore(),
                            archive,
                            folder,
                            turns,
                            known -> told.accept(key, known),
                            nanos);
            Keeper other = keepers.putIfAbsent(key, made);
            return other == null ? made : other;
        } catch (IOException e) {
            throw new Unrestorable(String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean copied(Assignment assignment, AllocationFolder folder) {
        return assignment.hasCheckpointStore()
                && !assignment.getCheckpointPath().isEmpty()
                && Files.isDirectory(folder.checkpoint());
    }

    /// Copies the state of a task that runs, at intervals, until it has ended. Returns at once.
    void keep(Assignment assignment, AllocationFolder folder, CompletableFuture<Exit> exit) {
        if (!copied(assignment, folder)) return;
        try {
            Keeper keeper = keeper(assignment, folder);
            Thread.ofVirtual().name("checkpoints").start(() -> keeper.atIntervals(exit));
        } catch (Unrestorable e) {
            LOG.log(Level.WARNING, "{0} is not copied: {1}", folder.root(), e.getMessage());
        }
    }

    /// Copies the state of a task that has ended. Blocks until that is done or given up.
    void keepLast(Assignment assignment, AllocationFolder folder) {
        AllocationKey key = AllocationKey.of(assignment);
        try {
            if (copied(assignment, folder)) {
                keeper(assignment, folder).afterwards(Reconciliation.grace(assignment));
            }
        } catch (Unrestorable e) {
            LOG.log(Level.WARNING, "{0} is not copied: {1}", folder.root(), e.getMessage());
        } finally {
            keepers.remove(key);
        }
    }

    /// Nobody will ask for it any more.
    void forget(AllocationKey key) {
        keepers.remove(key);
    }

    private static Path kept(Path store, String key) throws IOException {
        Path kept = store.resolve(key).normalize();
        if (key.isEmpty() || key.startsWith("/") || !kept.startsWith(store) || kept.equals(store)) {
            throw new IOException("\"%s\" names no folder of the checkpoint store".formatted(key));
        }
        return kept;
    }
}
