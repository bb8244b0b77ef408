package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.MemoryNeed;
import dev.meridian.controlplane.jobs.store.EffectWriter;
import dev.meridian.controlplane.jobs.store.EffectWriter.Written;
import dev.meridian.controlplane.jobs.store.MovingRows;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Runs decisions in a transaction: read under lock, decide in memory, write once, then wake whom
/// it concerns.
@Component
class Mover {
    private final MovingRows rows;
    private final EffectWriter writer;
    private final SpecCache specs;
    private final Optional<MemoryNeed> need;
    private final JobSignals signals;
    private final TransactionTemplate transactions;

    Mover(
            MovingRows rows,
            EffectWriter writer,
            SpecCache specs,
            Optional<MemoryNeed> need,
            JobSignals signals,
            PlatformTransactionManager transactionManager) {
        this.rows = rows;
        this.writer = writer;
        this.specs = specs;
        this.need = need;
        this.signals = signals;
        this.transactions = new TransactionTemplate(transactionManager);
    }

    /// What was decided, and what was written of it.
    record Outcome<T>(T decided, Written written) {}

    <T> Outcome<T> move(Instant now, Function<Moves, T> decide) {
        record Done<T>(Outcome<T> outcome, boolean opened) {}
        Done<T> done =
                Objects.requireNonNull(
                        transactions.execute(_ -> {
                            Moves moves = new Moves(rows.open(), specs, need, now);
                            T decided = decide.apply(moves);
                            moves.settle();
                            Written written = writer.write(moves.set(), now);
                            return new Done<>(new Outcome<>(decided, written), moves.opened());
                        }));
        Written written = done.outcome().written();
        signals.desired(written.touched());
        if (written.work() || done.opened()) {
            signals.work();
        }
        if (written.told()) {
            signals.events();
        }
        return done.outcome();
    }
}
