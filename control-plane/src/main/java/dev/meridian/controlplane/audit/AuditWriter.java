package dev.meridian.controlplane.audit;

import dev.meridian.controlplane.audit.model.NewEntry;
import dev.meridian.controlplane.audit.store.AuditStore;
import dev.meridian.controlplane.replicas.Leading;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/// Writes entries of many requests in one transaction.
///
/// A chain has one end, so writers must queue. Whoever is first writes for all that wait behind: a
/// thousand requests a second then cost some tens of transactions, not a thousand.
@Component
class AuditWriter {
    private static final int AT_ONCE = 500;

    private record Waiting(NewEntry entry, CompletableFuture<Void> written) {}

    private final AuditStore store;
    private final Timer writing;
    private final DistributionSummary entriesAtOnce;
    private final ReentrantLock endOfChain = new ReentrantLock();
    private final Queue<Waiting> queue = new ArrayDeque<>();

    AuditWriter(AuditStore store, MeterRegistry meters) {
        this.store = store;
        writing =
                Timer.builder("meridian.audit.write")
                        .description("One transaction of audit entries")
                        .register(meters);
        entriesAtOnce =
                DistributionSummary.builder("meridian.audit.batch")
                        .description("Entries in one transaction")
                        .register(meters);
    }

    void write(NewEntry entry) {
        var mine = new Waiting(entry, new CompletableFuture<>());
        synchronized (queue) {
            queue.add(mine);
        }
        endOfChain.lock();
        try {
            while (!mine.written.isDone()) {
                writeNext();
            }
        } finally {
            endOfChain.unlock();
        }
        try {
            mine.written.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("the audit entry was not written", e.getCause());
        }
    }

    private void writeNext() {
        var batch = new ArrayList<Waiting>();
        synchronized (queue) {
            while (batch.size() < AT_ONCE && !queue.isEmpty()) {
                batch.add(queue.remove());
            }
        }
        List<NewEntry> entries = batch.stream().map(Waiting::entry).toList();
        try {
            // what is told here has been done, and others' entries are among them
            Leading.apart(() -> writing.record(() -> store.append(entries)));
            entriesAtOnce.record(entries.size());
            batch.forEach(waiting -> waiting.written.complete(null));
        } catch (RuntimeException e) {
            batch.forEach(waiting -> waiting.written.completeExceptionally(e));
        }
    }
}
