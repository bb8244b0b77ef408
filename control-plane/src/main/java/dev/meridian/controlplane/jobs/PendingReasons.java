package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.PendingReason;
import java.time.Instant;
import java.util.Map;

/// Why allocations wait, as plans find out.
public class PendingReasons {

    /// Writes only what changed; `since` of a reason moves with its token only.
    ///
    /// @return how many rows were written
    public int replace(Map<AllocationId, PendingReason> reasons, Instant now) {
        throw new UnsupportedOperationException("not yet");
    }
}
