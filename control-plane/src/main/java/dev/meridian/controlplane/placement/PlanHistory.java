package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.kernel.Ids;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.PlanRecord;
import dev.meridian.controlplane.placement.store.PlanRows;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/// How plans came about, for some days: what the solver made of the fast path's answer, and what
/// the regions bid.
@Service
public class PlanHistory {
    private static final int AT_ONCE = 1_000;
    private static final int MOST_ROUNDS = 100;

    private final PlanRows rows;
    private final Ids ids;
    private final Duration retention;

    PlanHistory(
            PlanRows rows, Ids ids, @Value("${meridian.plans.retention:7d}") Duration retention) {
        this.rows = rows;
        this.ids = ids;
        this.retention = retention;
    }

    /// Writes a committed plan down, unless it neither placed nor searched anything: what only goes
    /// on waiting is told by its reasons.
    ///
    /// @param placed rows that were committed
    /// @param stale rows that were refused
    public void add(Plan plan, int placed, int stale, Instant at) {
        if (!plan.decisions().isEmpty() || plan.figures().solved() > 0) {
            rows.add(
                    new PlanRecord(
                            ids.next(), at, placed, stale, plan.pending().size(), plan.figures()));
        }
    }

    /// Newest first, without who was awarded what.
    ///
    /// @param before the last one of the page before; null: from the start
    public List<PlanRecord> list(@Nullable UUID before, int limit) {
        return rows.list(before, limit);
    }

    /// With those awards that are of projects which the caller may see.
    public Optional<PlanRecord> find(UUID id, VisibleProjects visible) {
        return rows.find(id, visible);
    }

    /// Removes what is old, a little at a time so that nobody waits for it.
    public void runOnce(Instant now) {
        Instant before = now.minus(retention);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (rows.deleteBefore(before, AT_ONCE) < AT_ONCE) {
                return;
            }
        }
    }
}
