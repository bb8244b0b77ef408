package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.jobs.JobQueries;
import dev.meridian.controlplane.jobs.JobSignals;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.view.AllocationView;
import dev.meridian.controlplane.telemetry.Logs;
import dev.meridian.controlplane.telemetry.model.LogKey;
import dev.meridian.controlplane.telemetry.model.LogStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Follows the log of an attempt to its end; where there is none yet, waits for the first
/// placement.
@Component
class LogFeed {

    private static final Duration POLL = Duration.ofSeconds(1);
    private final Logs logs;
    private final JobQueries queries;
    private final JobSignals signals;
    private final OpenStreams streams;

    LogFeed(Logs logs, JobQueries queries, JobSignals signals, OpenStreams streams) {
        this.logs = logs;
        this.queries = queries;
        this.signals = signals;
        this.streams = streams;
    }

    /// @param attempt 0: the newest
    ResponseEntity<SseEmitter> of(
            AllocationId allocation, int attempt, LogStream stream, long from) {
        return streams.open(
                "log of allocation " + allocation,
                emitter -> {
                    emitter.send(SseEmitter.event().comment("here"));
                    var lines = new LogLines(emitter, from);
                    Optional<LogKey> key = awaited(allocation, attempt, stream, lines);
                    if (key.isPresent()) {
                        logs.follow(key.get(), from, lines);
                        lines.finish();
                    }
                });
    }

    /// Empty when the allocation ended without ever being placed.
    private Optional<LogKey> awaited(
            AllocationId allocation, int attempt, LogStream stream, LogLines lines)
            throws IOException, InterruptedException {
        var bell = new Semaphore(0);
        Runnable ring = bell::release;
        signals.onEvents(ring);
        try {
            while (true) {
                Optional<LogKey> key = logs.key(allocation, attempt, stream);
                if (key.isPresent()
                        || queries.allocation(allocation).map(LogFeed::ended).orElse(true)) {
                    return key;
                }
                if (bell.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    bell.drainPermits();
                }
                lines.look();
            }
        } finally {
            signals.forgetEvents(ring);
        }
    }

    private static boolean ended(AllocationView allocation) {
        return allocation.endedAt() != null;
    }
}
