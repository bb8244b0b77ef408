package dev.meridian.controlplane.jobs.model;

/// Why a copy is told to stop. A weightier order replaces a lighter one, never the other way.
public enum StopOrder {
    /// Its gang begins again as one.
    REGROUP("GANG_RESTARTED"),
    /// It goes on elsewhere, where that serves all better.
    MIGRATE("MIGRATED"),
    /// A more important job takes its place.
    PREEMPT("PREEMPTED"),
    /// Its node is emptied.
    DRAIN("DRAIN"),
    /// A person holds the job back.
    SUSPEND("SUSPENDED"),
    /// For good.
    CANCEL("CANCELLED");

    private final String reason;

    StopOrder(String reason) {
        this.reason = reason;
    }

    /// The token under which the attempt that it ended is filed.
    public String reason() {
        return reason;
    }

    boolean outweighs(StopOrder other) {
        return compareTo(other) > 0;
    }
}
