package dev.meridian.controlplane.jobs.model;

/// What became of an order to a whole job.
public sealed interface OrderOutcome {

    record Done(JobState state) implements OrderOutcome {}

    /// It is so already.
    record NothingToDo(JobState state, String why) implements OrderOutcome {}

    /// It cannot be done to a job in this state.
    record NotPossible(JobState state, String why) implements OrderOutcome {}

    record NoSuchJob() implements OrderOutcome {}
}
