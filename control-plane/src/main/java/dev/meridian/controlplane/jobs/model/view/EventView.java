package dev.meridian.controlplane.jobs.model.view;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A line of the history.
///
/// @param id grows; those after one can be asked for
public record EventView(
        long id,
        Instant at,
        String kind,
        @Nullable String project,
        @Nullable JobId job,
        @Nullable AllocationId allocation,
        @Nullable NodeId node,
        @Nullable Integer epoch,
        String sentence,
        Map<String, Object> data) {}
