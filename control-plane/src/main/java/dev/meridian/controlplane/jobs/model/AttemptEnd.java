package dev.meridian.controlplane.jobs.model;

/// How one placement of an allocation ended. The last three end the attempt only: the allocation
/// waits again.
public enum AttemptEnd {
    SUCCEEDED,
    FAILED,
    CANCELLED,
    LOST,
    FENCED,
    PREEMPTED
}
