package dev.meridian.agent.run;

import dev.meridian.agent.protocol.Checkpoint;
import dev.meridian.agent.protocol.CheckpointStore;
import dev.meridian.agent.run.checkpoint.Ahead;
import dev.meridian.agent.run.checkpoint.Archive;
import dev.meridian.agent.run.checkpoint.CalledOff;
import dev.meridian.agent.run.checkpoint.Generation;
import dev.meridian.agent.run.checkpoint.Mark;
import dev.meridian.agent.run.checkpoint.Pace;
import dev.meridian.agent.run.checkpoint.Superseded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Sees to the state of one attempt: fetches it before the start, copies it at intervals while the
/// task runs, and once more when it has ended. One copy at a time; of those at intervals, one at a
/// time on this host.
final class Keeper {
    private static final Logger LOG = System.getLogger(Keeper.class.getName());
    private static final Duration USUAL_INTERVAL = Duration.ofMinutes(15);
    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(30);
    private static final Duration MOST_PATIENCE = Duration.ofMinutes(10);

    private final AllocationKey key;
    private final CheckpointStore wish;
    private final Archive archive;
    private final AllocationFolder folder;
    private final Semaphore turns;
    private final Consumer<Checkpoint> told;
    private final LongSupplier nanos;
    private final ReentrantLock copying = new ReentrantLock();
    private volatile Checkpoint known = Checkpoint.getDefaultInstance();
    private volatile boolean ended;
    private volatile boolean superseded;

    /// @param turns of copies at intervals
    /// @param told what is known, whenever it has changed
    Keeper(
            AllocationKey key,
            CheckpointStore wish,
            Archive archive,
            AllocationFolder folder,
            Semaphore turns,
            Consumer<Checkpoint> told,
            LongSupplier nanos) {
        this.key = key;
        this.wish = wish;
        this.archive = archive;
        this.folder = folder;
        this.turns = turns;
        this.told = told;
        this.nanos = nanos;
    }

    /// Fetches the last state, so that the task goes on from it.
    ///
    /// @param ahead what may have been fetched for it before; gone afterwards
    /// @param wanted false: it is to end before it began
    /// @return the copy that it begins with; empty: there is none
    /// @throws Unrestorable says why in a sentence
    Optional<Generation> restore(Ahead ahead, BooleanSupplier wanted)
            throws Unrestorable, CalledOff {
        tell(known.toBuilder().setRestoring(true));
        Pace pace = new Pace(0, nanos, wanted);
        try {
            Optional<Mark> found = archive.restore(folder.checkpoint(), Optional.of(ahead), pace);
            ahead.remove();
            Checkpoint.Builder now =
                    known.toBuilder().setRestoring(false).setRestoreMillis(pace.millis());
            Optional<Generation> source = found.flatMap(Mark::source);
            source.ifPresent(generation -> {
                now.setRestored(generation.toString());
                LOG.log(Level.INFO, "{0} begins with its checkpoint {1}", key, generation);
            });
            found.ifPresent(mark -> now.setRestoredSize(mark.bytes()));
            tell(now);
            return source;
        } catch (CalledOff e) {
            tell(known.toBuilder().setRestoring(false));
            throw e;
        } catch (IOException | UncheckedIOException e) {
            tell(known.toBuilder().setRestoring(false));
            throw new Unrestorable("its checkpoint could not be fetched: " + why(e), e);
        }
    }

    /// Copies every so often until the task has ended. Blocks until then.
    void atIntervals(CompletableFuture<Exit> exit) {
        Duration every =
                wish.getEveryMillis() > 0
                        ? Duration.ofMillis(wish.getEveryMillis())
                        : USUAL_INTERVAL;
        try {
            while (!superseded && !endsWithin(every, exit)) inTurn(exit);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean endsWithin(Duration time, CompletableFuture<Exit> exit)
            throws InterruptedException {
        try {
            exit.get(time.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException _) {
            return true;
        }
    }

    private void inTurn(CompletableFuture<Exit> exit) throws InterruptedException {
        turns.acquire();
        try {
            BooleanSupplier runs = () -> !ended && !exit.isDone();
            if (runs.getAsBoolean()) copy(new Pace(wish.getBytesPerSecond(), nanos, runs));
        } finally {
            turns.release();
        }
    }

    /// The last copy: nobody writes any more. One that is under way gives way to it.
    ///
    /// @param grace that the task was given to end
    void afterwards(Duration grace) {
        ended = true;
        if (superseded) return;
        Duration twice = Duration.ofMillis(2 * known.getCopyMillis());
        Duration patience = longer(longer(grace, LEAST_PATIENCE), twice);
        long nanosOfIt =
                (patience.compareTo(MOST_PATIENCE) < 0 ? patience : MOST_PATIENCE).toNanos();
        long began = nanos.getAsLong();
        copy(new Pace(0, nanos, () -> nanos.getAsLong() - began < nanosOfIt));
        told.accept(known); // who hears of the end hears of this too
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private void copy(Pace pace) {
        copying.lock();
        try {
            Optional<Mark> made = archive.save(folder.checkpoint(), folder.staged(), pace);
            made.ifPresent(mark ->
                    tell(
                            known.toBuilder()
                                    .setGeneration(mark.generation().toString())
                                    .setBytes(mark.bytes())
                                    .setFiles(mark.files())
                                    .setCopyMillis(pace.millis())
                                    .clearProblem()));
            if (made.isPresent()) prune(pace);
            else if (!known.getProblem().isEmpty()) tell(known.toBuilder().clearProblem());
        } catch (Superseded e) {
            superseded = true;
            problem(e.getMessage() + ": what this one writes is kept no longer");
        } catch (CalledOff _) {
            // the one at the end follows, unless this was it
            if (pace.millis() >= LEAST_PATIENCE.toMillis()) {
                problem("a copy was given up after %d s".formatted(pace.millis() / 1000));
            }
        } catch (IOException | UncheckedIOException e) {
            problem(why(e));
        } finally {
            copying.unlock();
        }
    }

    /// Where that cannot be, nothing is lost but room.
    private void prune(Pace pace) {
        try {
            archive.prune(pace);
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.INFO, "{0}: older checkpoints stay: {1}", key, why(e));
        }
    }

    private void problem(String sentence) {
        if (known.getProblem().equals(sentence)) return;
        LOG.log(Level.WARNING, "{0}: no checkpoint was made: {1}", key, sentence);
        tell(known.toBuilder().setProblem(sentence));
    }

    private static String why(Exception e) {
        String message = String.valueOf(e.getMessage());
        // those of the file system name the file alone
        return message.contains(" ") ? message : e.getClass().getSimpleName() + " " + message;
    }

    private void tell(Checkpoint.Builder now) {
        known = now.build();
        told.accept(known);
    }
}
