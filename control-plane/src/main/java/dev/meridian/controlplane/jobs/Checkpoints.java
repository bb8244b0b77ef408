package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.CheckpointNews;
import dev.meridian.controlplane.jobs.model.view.CheckpointView;
import dev.meridian.controlplane.jobs.store.CheckpointRows;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// What is known of the copies of tasks' states in the stores of their projects. What an attempt
/// goes on from is decided by the store itself; this tells it, and prices it.
@Service
public class Checkpoints {
    private final CheckpointRows rows;
    private final Counter saved;
    private final Counter bytes;
    private final Counter failed;

    Checkpoints(CheckpointRows rows, MeterRegistry meters) {
        this.rows = rows;
        this.saved = meters.counter("meridian.checkpoints.saved");
        this.bytes = meters.counter("meridian.checkpoints.saved.bytes");
        this.failed = meters.counter("meridian.checkpoints.failed");
    }

    /// Takes in what agents told, in the order in which they told it.
    public void tell(List<CheckpointNews> news, Instant now) {
        if (news.isEmpty()) {
            return;
        }
        Map<AllocationId, CheckpointNews> newest = new LinkedHashMap<>();
        news.forEach(each ->
                newest.merge(
                        each.allocation(),
                        each,
                        (before, after) -> after.epoch() < before.epoch() ? before : after));
        Map<AllocationId, CheckpointView> known = rows.views(newest.keySet());
        rows.tell(List.copyOf(newest.values()), now);
        newest.values().forEach(each -> count(each, known.get(each.allocation())));
    }

    private void count(CheckpointNews news, @Nullable CheckpointView before) {
        String generation = news.generation();
        if (generation != null && (before == null || !generation.equals(before.generation()))) {
            saved.increment();
            bytes.increment(news.bytes());
        }
        String problem = news.problem();
        if (problem != null && (before == null || !problem.equals(before.problem()))) {
            failed.increment();
        }
    }
}
