package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.kernel.FaultOfData;
import dev.meridian.controlplane.placement.migration.Chain;
import dev.meridian.controlplane.placement.migration.MigrationSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Keeps a chain of migrations that cannot be stored from holding up the others of its round, and
/// of the next ones: what it would have moved stays where it is for a time. For one thread at a
/// time.
@Component
class MigrationFaults {
    private static final Logger log = LoggerFactory.getLogger(MigrationFaults.class);

    private final MigrationSettings settings;
    private final FaultOfData data;
    private final Counter failed;
    private final Map<AllocationId, Instant> since = new HashMap<>();

    MigrationFaults(MigrationSettings settings, FaultOfData data, MeterRegistry meters) {
        this.settings = settings;
        this.data = data;
        this.failed = meters.counter("meridian.migrations", "outcome", "failed");
    }

    /// Whether it was not at fault of late.
    boolean mayGo(AllocationId one, Instant now) {
        Instant last = since.get(one);
        return last == null || Duration.between(last, now).abs().compareTo(settings.rest()) > 0;
    }

    /// @param commit of the chain, all or nothing
    /// @throws RuntimeException it failed, and not for what it is
    void guard(Chain chain, Instant now, Runnable commit) {
        since.keySet().removeIf(one -> mayGo(one, now));
        try {
            commit.run();
        } catch (RuntimeException e) {
            if (!data.behind(e)) {
                throw e;
            }
            chain.moves().forEach(move -> since.put(move.allocation(), now));
            failed.increment(chain.moves().size());
            log.error(
                    "a chain of migrations cannot be stored; its copies stay where they are for {}",
                    settings.rest(),
                    e);
        }
    }
}
