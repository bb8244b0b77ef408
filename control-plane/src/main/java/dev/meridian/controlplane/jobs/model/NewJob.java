package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import org.jspecify.annotations.Nullable;

/// A job that has been read, checked and admitted, and is to be stored.
///
/// @param queue of the spec's project, the default filled
/// @param submittedBy name of the caller
/// @param idempotency null: the caller gave no key, each submission is a job of its own
public record NewJob(
        JobSpec spec, String queue, String submittedBy, @Nullable IdempotencyKey idempotency) {}
