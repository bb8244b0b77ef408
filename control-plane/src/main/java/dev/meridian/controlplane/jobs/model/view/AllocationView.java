package dev.meridian.controlplane.jobs.model.view;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.AllocationState;
import dev.meridian.controlplane.jobs.model.JobId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One allocation. Once it has ended, node, region and cluster are those of its last attempt; while
/// it waits, null.
///
/// @param attempt number of the newest placement, 0 before the first; equal to the epoch
/// @param stopOrder CANCEL, PREEMPT …: told to stop, not ended yet
/// @param pending why it waits; null where it does not, or no plan has looked at it yet
/// @param checkpoint null: its job keeps none, or its project has no store
/// @param standbys places in other regions where it can go on
/// @param placeless why no further place stands by; null where none is wanted, or no plan has
///   looked for it yet
/// @param attempts oldest first
public record AllocationView(
        AllocationId id,
        JobId job,
        String project,
        String group,
        int index,
        AllocationState.Kind state,
        @Nullable NodeId node,
        @Nullable String nodeName,
        @Nullable String region,
        @Nullable String cluster,
        int epoch,
        int attempt,
        int retries,
        @Nullable Integer exitCode,
        @Nullable String reason,
        @Nullable String stopOrder,
        @Nullable ReasonView pending,
        Instant createdAt,
        @Nullable Instant notBefore,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable CheckpointView checkpoint,
        List<StandbyView> standbys,
        @Nullable ReasonView placeless,
        List<AttemptView> attempts) {
    public AllocationView {
        standbys = List.copyOf(standbys);
        attempts = List.copyOf(attempts);
    }
}
