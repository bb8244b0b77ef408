package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A line of history that is to be written.
record EventRow(
        Instant at,
        String kind,
        String project,
        JobId job,
        @Nullable AllocationId allocation,
        @Nullable NodeId node,
        @Nullable Integer epoch,
        String sentence) {}
