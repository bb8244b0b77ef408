package dev.meridian.controlplane.jobs.model;

import java.time.Instant;
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
        Instant submittedAt) {}
