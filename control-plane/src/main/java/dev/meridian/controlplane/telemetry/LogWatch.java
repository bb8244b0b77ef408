package dev.meridian.controlplane.telemetry;

import dev.meridian.controlplane.jobs.model.AllocationId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes those who follow a log when this replica has stored more of it; what came through another
/// replica they find when their wait is over.
final class LogWatch {
    private final ConcurrentHashMap<AllocationId, Set<Semaphore>> watchers =
            new ConcurrentHashMap<>();

    /// To be closed by the follower.
    Watch on(AllocationId allocation) {
        Semaphore bell = new Semaphore(0);
        watchers.compute(
                allocation,
                (_, bells) -> {
                    Set<Semaphore> all = bells == null ? ConcurrentHashMap.newKeySet() : bells;
                    all.add(bell);
                    return all;
                });
        return new Watch(allocation, bell);
    }

    void ring(AllocationId allocation) {
        watchers.getOrDefault(allocation, Set.of()).forEach(Semaphore::release);
    }

    final class Watch implements AutoCloseable {
        private final AllocationId allocation;
        private final Semaphore bell;

        private Watch(AllocationId allocation, Semaphore bell) {
            this.allocation = allocation;
            this.bell = bell;
        }

        void await(Duration most) throws InterruptedException {
            if (bell.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
                bell.drainPermits();
            }
        }

        @Override
        public void close() {
            watchers.computeIfPresent(
                    allocation,
                    (_, bells) -> {
                        bells.remove(bell);
                        return bells.isEmpty() ? null : bells;
                    });
        }
    }
}
