package dev.meridian.controlplane.jobs.model.view;

import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.JobState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A job in a list.
public record JobLine(
        JobId id,
        String name,
        String project,
        String queue,
        String type,
        int priority,
        JobState state,
        String submittedBy,
        Instant submittedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {}
