package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.PendingReason;
import dev.meridian.controlplane.jobs.store.PendingReasonRows;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Service;

/// Why allocations wait, and why none stands by for them, as plans find out.
@Service
public class PendingReasons {
    private final PendingReasonRows rows;

    PendingReasons(PendingReasonRows rows) {
        this.rows = rows;
    }

    /// Writes only what changed; `since` of a reason moves with its token only.
    ///
    /// @return how many rows were written
    public int replace(Map<AllocationId, PendingReason> reasons, Instant now) {
        return reasons.isEmpty() ? 0 : rows.replace(reasons, now);
    }

    /// The same for places that were to stand by, under the allocations for which.
    public int replaceOfStandbys(Map<AllocationId, PendingReason> reasons, Instant now) {
        return reasons.isEmpty() ? 0 : rows.replaceOfStandbys(reasons, now);
    }
}
