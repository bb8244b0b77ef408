package dev.meridian.controlplane.telemetry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.kernel.DiskGuard;
import dev.meridian.controlplane.telemetry.model.Reading;
import dev.meridian.controlplane.telemetry.model.Sample;
import dev.meridian.controlplane.telemetry.store.SampleStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Takes in what nodes measure.
///
/// Readings of all nodes gather here for a moment and go to the database in one COPY, for a
/// transaction per node would cost more than the readings. A crash loses that moment: nothing is
/// decided from a single sample.
@Service
public class Samples {
    /// Most of a minute of ten thousand nodes; beyond it the database is away, and the newest are
    /// dropped.
    private static final int MOST_WAITING = 50_000;

    private static final int MOST_AT_ONCE = 5_000;

    /// Within the partitions that [PartitionUpkeep] keeps; a sample from elsewhere tells of a host
    /// with a wrong clock.
    private static final Duration OLDEST = Duration.ofHours(24);

    private static final Duration NEWEST = Duration.ofHours(1);

    /// An allocation that moves is heard of its new node at once, and of its old one so long.
    private static final Duration HOLDERS_REMEMBERED = Duration.ofMinutes(1);

    private static final int MOST_HOLDERS = 500_000;

    private final SampleStore store;
    private final DiskGuard disks;
    private final Clock clock;
    private final Counter stored;
    private final Counter dropped;
    private final Timer timer;
    private final Cache<AllocationId, NodeId> holders =
            Caffeine.newBuilder()
                    .expireAfterWrite(HOLDERS_REMEMBERED)
                    .maximumSize(MOST_HOLDERS)
                    .build();
    private final ReentrantLock waitingLock = new ReentrantLock();
    private final ReentrantLock flushing = new ReentrantLock();
    private List<Reading> waiting = new ArrayList<>();

    Samples(SampleStore store, DiskGuard disks, Clock clock, MeterRegistry meters) {
        this.store = store;
        this.disks = disks;
        this.clock = clock;
        this.stored = meters.counter("meridian.telemetry.samples", "outcome", "stored");
        this.dropped = meters.counter("meridian.telemetry.samples", "outcome", "dropped");
        this.timer = meters.timer("meridian.agent.intake", "stage", "telemetry");
    }

    /// Never blocks on the database. While its disk is full nothing is taken in: nobody's work
    /// depends on it.
    public void append(NodeId node, List<Sample> samples) {
        if (disks.full().isPresent()) {
            dropped.increment(samples.size());
            return;
        }
        Instant now = clock.instant();
        Instant oldest = now.minus(OLDEST);
        Instant newest = now.plus(NEWEST);
        int refused = 0;
        List<Reading> readings = Reading.of(node, samples);
        waitingLock.lock();
        try {
            for (Reading reading : readings) {
                if (waiting.size() < MOST_WAITING
                        && reading.at().isAfter(oldest)
                        && reading.at().isBefore(newest)) {
                    waiting.add(reading);
                } else {
                    refused += reading.values().length;
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
            List<Reading> all = takeAll();
            for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
                List<Reading> part = all.subList(from, Math.min(from + MOST_AT_ONCE, all.size()));
                int taken;
                try {
                    taken = timer.record(() -> store(part));
                } catch (RuntimeException e) {
                    putBack(all.subList(from, all.size()));
                    throw e;
                }
                stored.increment(taken);
                dropped.increment(values(part) - taken);
            }
        } finally {
            flushing.unlock();
        }
    }

    /// @return how many values
    private int store(List<Reading> part) {
        return values(store.insert(genuine(part), clock.instant()));
    }

    private static int values(List<Reading> readings) {
        return readings.stream().mapToInt(reading -> reading.values().length).sum();
    }

    /// Without what a node says of an allocation that it does not hold, or no longer holds.
    private List<Reading> genuine(List<Reading> readings) {
        Set<AllocationId> unknown =
                readings.stream()
                        .filter(reading -> !isKnownHolder(reading))
                        .map(Reading::allocation)
                        .collect(Collectors.toSet());
        holders.putAll(store.holders(unknown));
        return readings.stream().filter(this::isKnownHolder).toList();
    }

    private boolean isKnownHolder(Reading reading) {
        @Nullable AllocationId of = reading.allocation();
        return of == null || reading.node().equals(holders.getIfPresent(of));
    }

    private List<Reading> takeAll() {
        waitingLock.lock();
        try {
            List<Reading> all = waiting;
            waiting = new ArrayList<>();
            return all;
        } finally {
            waitingLock.unlock();
        }
    }

    private void putBack(List<Reading> readings) {
        waitingLock.lock();
        try {
            List<Reading> all = new ArrayList<>(readings);
            all.addAll(waiting);
            int kept = Math.min(all.size(), MOST_WAITING);
            dropped.increment(values(all.subList(kept, all.size())));
            waiting = new ArrayList<>(all.subList(0, kept));
        } finally {
            waitingLock.unlock();
        }
    }
}
