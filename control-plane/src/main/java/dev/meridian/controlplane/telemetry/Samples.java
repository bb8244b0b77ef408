package dev.meridian.controlplane.telemetry;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.telemetry.model.Sample;
import dev.meridian.controlplane.telemetry.store.SampleStore;
import dev.meridian.controlplane.telemetry.store.SampleStore.Measured;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Takes in what nodes measure.
///
/// Samples of all nodes gather here for a moment and go to the database in one COPY, for a
/// transaction per node would cost more than the samples. A crash loses that moment: nothing is
/// decided from a single sample.
@Service
public class Samples {
    /// About half a minute of a thousand nodes; beyond it the database is away, and the newest are
    /// dropped.
    private static final int MOST_WAITING = 100_000;

    private static final int MOST_AT_ONCE = 20_000;

    /// Within the partitions that [PartitionUpkeep] keeps; a sample from elsewhere tells of a host
    /// with a wrong clock.
    private static final Duration OLDEST = Duration.ofHours(24);

    private static final Duration NEWEST = Duration.ofHours(1);

    private final SampleStore store;
    private final Clock clock;
    private final Counter stored;
    private final Counter dropped;
    private final ReentrantLock waitingLock = new ReentrantLock();
    private final ReentrantLock flushing = new ReentrantLock();
    private List<Measured> waiting = new ArrayList<>();

    Samples(SampleStore store, Clock clock, MeterRegistry meters) {
        this.store = store;
        this.clock = clock;
        this.stored = meters.counter("meridian.telemetry.samples", "outcome", "stored");
        this.dropped = meters.counter("meridian.telemetry.samples", "outcome", "dropped");
    }

    /// Never blocks on the database.
    public void append(NodeId node, List<Sample> samples) {
        Instant now = clock.instant();
        Instant oldest = now.minus(OLDEST);
        Instant newest = now.plus(NEWEST);
        int refused = 0;
        waitingLock.lock();
        try {
            for (Sample sample : samples) {
                if (waiting.size() < MOST_WAITING
                        && sample.at().isAfter(oldest)
                        && sample.at().isBefore(newest)) {
                    waiting.add(new Measured(node, sample));
                } else {
                    refused++;
                }
            }
        } finally {
            waitingLock.unlock();
        }
        dropped.increment(refused);
    }

    /// Stores what has gathered. What cannot be stored now is kept for the next round.
    public void flush() {
        flushing.lock();
        try {
            List<Measured> rows = takeAll();
            for (int from = 0; from < rows.size(); from += MOST_AT_ONCE) {
                List<Measured> part =
                        rows.subList(from, Math.min(from + MOST_AT_ONCE, rows.size()));
                List<Measured> genuine;
                try {
                    genuine = genuine(part);
                    store.insert(genuine);
                } catch (RuntimeException e) {
                    putBack(rows.subList(from, rows.size()));
                    throw e;
                }
                stored.increment(genuine.size());
                dropped.increment(part.size() - genuine.size());
            }
        } finally {
            flushing.unlock();
        }
    }

    /// Without what a node says of an allocation that it does not hold, or no longer holds.
    private List<Measured> genuine(List<Measured> rows) {
        Set<AllocationId> named =
                rows.stream()
                        .flatMap(row -> Stream.ofNullable(row.sample().allocation()))
                        .collect(Collectors.toSet());
        Map<AllocationId, NodeId> holders = store.holders(named);
        return rows.stream()
                .filter(row -> {
                    @Nullable AllocationId of = row.sample().allocation();
                    return of == null || row.node().equals(holders.get(of));
                })
                .toList();
    }

    private List<Measured> takeAll() {
        waitingLock.lock();
        try {
            List<Measured> all = waiting;
            waiting = new ArrayList<>();
            return all;
        } finally {
            waitingLock.unlock();
        }
    }

    private void putBack(List<Measured> rows) {
        waitingLock.lock();
        try {
            List<Measured> all = new ArrayList<>(rows);
            all.addAll(waiting);
            int kept = Math.min(all.size(), MOST_WAITING);
            dropped.increment(all.size() - kept);
            waiting = new ArrayList<>(all.subList(0, kept));
        } finally {
            waitingLock.unlock();
        }
    }
}
