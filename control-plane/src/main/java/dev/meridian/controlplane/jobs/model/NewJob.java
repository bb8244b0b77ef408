package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A job that has been read, checked and admitted, and is to be stored.
///
/// @param queue of the spec's project, the default filled
/// @param submittedBy name of the caller
/// @param idempotency null: the caller gave no key, each submission is a job of its own
/// @param warnings sentences that its history is to keep
public record NewJob(
        JobSpec spec,
        String queue,
        String submittedBy,
        @Nullable IdempotencyKey idempotency,
        List<String> warnings) {
    public NewJob {
        warnings = List.copyOf(warnings);
    }

    /// Without warnings.
    public NewJob(
            JobSpec spec, String queue, String submittedBy, @Nullable IdempotencyKey idempotency) {
        this(spec, queue, submittedBy, idempotency, List.of());
    }
}
