package dev.meridian.controlplane.jobs.model.view;

import dev.meridian.controlplane.jobs.model.JobId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A task group of which something waits to be placed.
///
/// @param waiting how many of its allocations
/// @param count of all of them
/// @param position among the groups that wait in its queue, 1 for the next
/// @param queuedAt since when it waits in the order of its queue
/// @param reason of the first that waits; null: no plan has looked at it yet
/// @param notBefore a back-off of the first that waits; null: none
public record WaitingLine(
        JobId job,
        String name,
        String project,
        String queue,
        String group,
        int priority,
        int waiting,
        int count,
        long position,
        Instant queuedAt,
        @Nullable Instant notBefore,
        @Nullable ReasonView reason) {}
