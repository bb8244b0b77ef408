package dev.meridian.agent.run;

import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.StandbyReport;
import dev.meridian.agent.run.checkpoint.CalledOff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Does all of a start that can be done before it: sees that the driver and the command are here,
/// and fetches the newest checkpoint, again and again as newer ones are made.
final class Preparation implements Runnable {
    private static final Duration USUAL_INTERVAL = Duration.ofMinutes(15);

    /// After something that may pass by itself.
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Assignment work;
    private final Tasks tasks;
    private final Consumer<StandbyReport> told;
    private final LongSupplier nanos;
    private final Semaphore asked = new Semaphore(0);
    private volatile boolean ended;
    private volatile StandbyReport known;

    Preparation(Assignment work, Tasks tasks, Consumer<StandbyReport> told, LongSupplier nanos) {
        this.work = work;
        this.tasks = tasks;
        this.told = told;
        this.nanos = nanos;
        this.known = StandbyReport.newBuilder().setAllocationId(work.getAllocationId()).build();
    }

    String allocation() {
        return work.getAllocationId();
    }

    @Override
    public void run() {
        try {
            while (!ended) {
                look();
                boolean _ = asked.tryAcquire(pause().toMillis(), TimeUnit.MILLISECONDS);
                asked.drainPermits();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration pause() {
        if (!known.getProblem().isEmpty()) return SOON;
        long every = work.getCheckpointStore().getEveryMillis();
        return every > 0 ? Duration.ofMillis(every) : USUAL_INTERVAL;
    }

    private void look() {
        Optional<String> obstacle = tasks.obstacle(work);
        if (obstacle.isPresent()) {
            tell(known.toBuilder().setPrepared(false).setProblem(obstacle.get()));
            return;
        }
        long began = nanos.getAsLong();
        try {
            var found = tasks.checkpoints().fetchAhead(work, () -> !ended);
            StandbyReport.Builder now = known.toBuilder().setPrepared(true).clearProblem();
            found.ifPresent(mark -> {
                String generation = mark.source().map(Object::toString).orElse("");
                if (!generation.equals(known.getGeneration())) {
                    now.setGeneration(generation)
                            .setBytes(mark.bytes())
                            .setFetchMillis((nanos.getAsLong() - began) / 1_000_000);
                }
            });
            tell(now);
        } catch (CalledOff _) {
            // nobody waits for it any more
        } catch (IOException | UncheckedIOException e) {
            tell(
                    known.toBuilder()
                            .setPrepared(false)
                            .setProblem("its checkpoint could not be fetched: " + e.getMessage()));
        }
    }

    private void tell(StandbyReport.Builder now) {
        StandbyReport next = now.build();
        if (ended || next.equals(known)) return;
        known = next;
        told.accept(next);
    }

    /// Says once more how far it is.
    void tell() {
        if (known.getPrepared() || !known.getProblem().isEmpty()) told.accept(known);
    }

    /// There may be something newer.
    void again() {
        asked.release();
    }

    void end() {
        ended = true;
        asked.release();
    }
}
