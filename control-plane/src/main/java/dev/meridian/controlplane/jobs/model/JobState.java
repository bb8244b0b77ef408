package dev.meridian.controlplane.jobs.model;

/// How far a whole job is; derived from its allocations, see [JobProgress].
public enum JobState {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    SUSPENDED;

    public boolean isEnded() {
        return switch (this) {
            case SUCCEEDED, FAILED, CANCELLED -> true;
            case QUEUED, RUNNING, SUSPENDED -> false;
        };
    }
}
