package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.EligibleGroup;
import java.time.Instant;
import java.util.List;

/// What may be placed now.
public class PendingWork {

    /// By priority, then by age. Left out: groups whose dependsOn have not succeeded, suspended jobs, back-offs that
    /// last, sub-tasks over an array's maxRunning, gangs of which a copy still lives.
    ///
    /// @param limit allocations, about: a gang is never cut
    public List<EligibleGroup> eligible(int limit, Instant now) {
        throw new UnsupportedOperationException("not yet");
    }

    /// When the next back-off ends; a loop need not look before for that alone.
    public java.util.Optional<Instant> nextBackoffEnd(Instant now) {
        throw new UnsupportedOperationException("not yet");
    }
}
