package dev.meridian.controlplane.jobs.model;

/// What became of a submission.
public sealed interface Submission {

    record Accepted(JobId job) implements Submission {}

    /// The key was used before with the same body: this is the job of then.
    record Repeated(JobId job) implements Submission {}

    /// The key was used before with another body.
    record KeyTaken(String key) implements Submission {}

    /// A submission under the same key is being stored at this moment: ask again.
    record InFlight(String key) implements Submission {}
}
