package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.store.QueueCounts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Service;

/// How long the queue is and why, as gauges. A loop counts, so that no scrape costs a query.
@Service
public class QueueMeters {
    private static final List<String> LIVE = List.of("QUEUED", "RUNNING", "SUSPENDED");

    private final QueueCounts counts;
    private final MultiGauge jobs;
    private final MultiGauge pending;

    QueueMeters(QueueCounts counts, MeterRegistry meters) {
        this.counts = counts;
        this.jobs =
                MultiGauge.builder("meridian.jobs")
                        .description("Jobs that have not ended")
                        .register(meters);
        this.pending =
                MultiGauge.builder("meridian.queue.pending")
                        .description("Allocations that a plan left waiting")
                        .register(meters);
    }

    public void runOnce(Instant now) {
        Map<String, Long> byState = new TreeMap<>(counts.jobs());
        LIVE.forEach(state -> byState.putIfAbsent(state, 0L));
        show(jobs, "state", byState);
        show(pending, "token", counts.pending());
    }

    private static void show(MultiGauge gauge, String label, Map<String, Long> values) {
        gauge.register(
                values.entrySet().stream()
                        .<Row<?>>map(one -> Row.of(Tags.of(label, one.getKey()), one.getValue()))
                        .toList(),
                true);
    }
}
