package dev.meridian.controlplane.telemetry;

import dev.meridian.controlplane.telemetry.store.LogStore;
import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/// Removes the logs of jobs that ended long ago, a little at a time so that nobody waits for it.
@Service
public class LogRetention {
    private static final int AT_ONCE = 500;
    private static final int MOST_ROUNDS = 100;

    private final LogStore store;
    private final Duration retention;

    LogRetention(LogStore store, @Value("${meridian.logs.retention:30d}") Duration retention) {
        this.store = store;
        this.retention = retention;
    }

    public void runOnce(Instant now) {
        Instant before = now.minus(retention);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (store.deleteOfJobsEndedBefore(before, AT_ONCE) < AT_ONCE) {
                return;
            }
        }
    }
}
