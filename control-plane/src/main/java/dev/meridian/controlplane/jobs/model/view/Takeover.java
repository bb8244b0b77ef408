package dev.meridian.controlplane.jobs.model.view;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.AllocationState;
import dev.meridian.controlplane.jobs.model.JobId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A copy that was lost or fenced, and the one that came after it.
///
/// @param name job, group and index: `llm-sft/worker[3]`
/// @param how LOST or FENCED
/// @param at when it was given up, or had stopped itself
/// @param now how the allocation stands now
/// @param next null: it has not been placed again
public record Takeover(
        AllocationId allocation,
        JobId job,
        String project,
        String name,
        int epoch,
        NodeId node,
        String nodeName,
        String region,
        String how,
        @Nullable String detail,
        Instant at,
        AllocationState.Kind now,
        @Nullable Next next) {

    /// @param startedAt null: not heard to run yet
    public record Next(NodeId node, String nodeName, String region, @Nullable Instant startedAt) {}

    /// How long no copy ran; null while none does.
    public @Nullable Duration gap() {
        return next == null || next.startedAt == null ? null : Duration.between(at, next.startedAt);
    }
}
