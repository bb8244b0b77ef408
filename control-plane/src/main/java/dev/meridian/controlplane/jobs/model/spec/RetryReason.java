package dev.meridian.controlplane.jobs.model.spec;

/// Why an attempt ended that may be tried again, as attempts name it.
public enum RetryReason implements Word {
    OOM,
    TIMEOUT,
    EXIT_CODE,
    START_FAILED,
    DISK_FULL,
    NODE_LOST;

    @Override
    public String word() {
        return name();
    }
}
