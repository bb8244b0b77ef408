package dev.meridian.controlplane.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.meridian.controlplane.jobs.model.JobState;
import dev.meridian.controlplane.jobs.model.view.JobLine;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A job in a list, or just submitted.
///
/// @param warnings sentences: what of the project's defaults does not apply, what has no effect on
///   some groups, and why; absent where there is nothing to say
/// @param notYetEffective pointers into the spec of what is asked for but changes nothing yet; only
///   at submission
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobLineAnswer(
        UUID id,
        String name,
        String project,
        String queue,
        String type,
        int priority,
        JobState state,
        String submittedBy,
        Instant submittedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable List<String> notYetEffective,
        @Nullable List<String> warnings) {

    static JobLineAnswer of(JobLine line) {
        return of(line, null, List.of());
    }

    static JobLineAnswer of(
            JobLine line, @Nullable List<String> notYetEffective, List<String> warnings) {
        return new JobLineAnswer(
                line.id().value(),
                line.name(),
                line.project(),
                line.queue(),
                line.type(),
                line.priority(),
                line.state(),
                line.submittedBy(),
                line.submittedAt(),
                line.startedAt(),
                line.endedAt(),
                notYetEffective,
                warnings.isEmpty() ? null : warnings);
    }
}
