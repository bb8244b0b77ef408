package dev.meridian.controlplane.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.meridian.controlplane.jobs.model.AllocationState;
import dev.meridian.controlplane.jobs.model.view.AllocationView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One instance of a task group. Where it is not placed now, node, region and cluster are those of
/// its newest attempt.
///
/// @param attempt number of the newest placement, 0 before the first
/// @param stopOrder told to stop, not ended yet
/// @param pending why it waits
/// @param checkpoint left out: its job keeps none, or its project has no store
/// @param standbys places in other regions where it can go on
/// @param standbyPending why no further place stands by
/// @param attempts oldest first
@JsonInclude(JsonInclude.Include.NON_NULL)
record AllocationAnswer(
        UUID id,
        UUID job,
        String project,
        String group,
        int index,
        AllocationState.Kind state,
        @Nullable UUID node,
        @Nullable String nodeName,
        @Nullable String region,
        @Nullable String cluster,
        int epoch,
        int attempt,
        int retries,
        @Nullable Integer exitCode,
        @Nullable String reason,
        @Nullable String stopOrder,
        @Nullable ReasonAnswer pending,
        Instant createdAt,
        @Nullable Instant notBefore,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable CheckpointAnswer checkpoint,
        List<StandbyAnswer> standbys,
        @Nullable ReasonAnswer standbyPending,
        List<AttemptAnswer> attempts) {

    static AllocationAnswer of(AllocationView view) {
        return new AllocationAnswer(
                view.id().value(),
                view.job().value(),
                view.project(),
                view.group(),
                view.index(),
                view.state(),
                view.node() == null ? null : view.node().value(),
                view.nodeName(),
                view.region(),
                view.cluster(),
                view.epoch(),
                view.attempt(),
                view.retries(),
                view.exitCode(),
                view.reason(),
                view.stopOrder(),
                view.pending() == null ? null : ReasonAnswer.of(view.pending()),
                view.createdAt(),
                view.notBefore(),
                view.startedAt(),
                view.endedAt(),
                view.checkpoint() == null ? null : CheckpointAnswer.of(view.checkpoint()),
                view.standbys().stream().map(StandbyAnswer::of).toList(),
                view.placeless() == null ? null : ReasonAnswer.of(view.placeless()),
                view.attempts().stream().map(AttemptAnswer::of).toList());
    }
}
