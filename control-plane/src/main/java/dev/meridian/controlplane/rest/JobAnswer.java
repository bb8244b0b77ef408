package dev.meridian.controlplane.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.meridian.controlplane.jobs.JobSpecWriter;
import dev.meridian.controlplane.jobs.model.JobState;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.model.view.JobLine;
import dev.meridian.controlplane.jobs.model.view.JobView;
import dev.meridian.controlplane.placement.model.StartRange;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A whole job.
///
/// @param notYetEffective pointers into the spec of what is asked for but changes nothing yet
/// @param reasons why what waits waits, the most frequent first
/// @param standbys how many places stand by; absent where none is asked for
/// @param allocations how many are in each state
/// @param expectedStart of what waits; absent where nothing is known
/// @param forecast of each task group, from runs like it
/// @param hints what it asks for and does not use
/// @param spec absent, as the priority class, where what is stored of it cannot be read
/// @param specProblem why not
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobAnswer(
        UUID id,
        String name,
        String project,
        String queue,
        String type,
        @Nullable String priorityClass,
        int priority,
        JobState state,
        boolean suspended,
        @Nullable String cancelReason,
        String submittedBy,
        Instant submittedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        List<String> notYetEffective,
        List<GroupAnswer> groups,
        Map<String, Integer> allocations,
        List<ReasonAnswer> reasons,
        @Nullable StandbysAnswer standbys,
        CostAnswer cost,
        @Nullable StartRange expectedStart,
        List<GroupForecastAnswer> forecast,
        List<GroupForecastAnswer.HintAnswer> hints,
        @JsonRawValue @Schema(ref = "#/components/schemas/JobSpec") @Nullable String spec,
        @Nullable String specProblem) {

    static JobAnswer of(
            JobView job,
            @Nullable StartRange start,
            List<GroupForecastAnswer> forecast,
            List<GroupForecastAnswer.HintAnswer> hints) {
        JobLine line = job.line();
        JobSpec spec = job.spec();
        return new JobAnswer(
                line.id().value(),
                line.name(),
                line.project(),
                line.queue(),
                line.type(),
                spec == null ? null : spec.priorityClass(),
                line.priority(),
                line.state(),
                job.suspended(),
                job.cancelReason(),
                line.submittedBy(),
                line.submittedAt(),
                line.startedAt(),
                line.endedAt(),
                spec == null ? List.of() : JobSpecWriter.notYetEffective(spec),
                job.groups().stream().map(GroupAnswer::of).toList(),
                GroupAnswer.total(job.groups()),
                job.reasons().stream().map(ReasonAnswer::of).toList(),
                job.standbys() == null ? null : StandbysAnswer.of(job.standbys()),
                CostAnswer.of(job),
                start,
                forecast,
                hints,
                spec == null ? null : JobSpecWriter.toJson(spec),
                job.specProblem());
    }
}
