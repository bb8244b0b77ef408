package dev.meridian.controlplane.jobs.model;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A place that is to stand by for an allocation, once a plan has found it.
///
/// @param id that the place shall have
/// @param waiting the allocation as if it waited, shut out of the regions that have a copy
public record WantedStandby(
        StandbyId id,
        EligibleGroup.Waiting waiting,
        JobId job,
        UUID groupId,
        String group,
        String queue,
        int priority,
        Instant submittedAt)
        implements HoldsPlace {

    /// None of a gang is given a place to stand by.
    @Override
    public Optional<String> gang() {
        return Optional.empty();
    }

    /// Under the id of the place to come, so that nothing mistakes it for the allocation itself.
    @Override
    public EligibleGroup.Waiting asWaiting() {
        return new EligibleGroup.Waiting(
                new AllocationId(id.value()),
                waiting.version(),
                waiting.index(),
                waiting.epoch(),
                waiting.tally(),
                waiting.since(),
                waiting.shut());
    }
}
