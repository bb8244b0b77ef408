package dev.meridian.controlplane.jobs.model;

import java.util.Collection;

/// The state of a job, from its groups and from what a person ordered.
///
/// A job has ended when all its allocations have: one that fails or is cancelled is RUNNING until
/// the last of its copies is heard to be gone, for until then it holds nodes.
public final class JobProgress {

    private JobProgress() {}

    /// @param suspended a person holds it back
    /// @param cancelled a person ordered its end
    public static JobState of(
            Collection<GroupProgress> groups, boolean suspended, boolean cancelled) {
        if (groups.stream().allMatch(GroupProgress::isEnded)) {
            return ended(groups, cancelled);
        }
        if (suspended
                && groups.stream()
                        .allMatch(group -> group.placed() == 0 && group.departing() == 0)) {
            return JobState.SUSPENDED;
        }
        return groups.stream().anyMatch(JobProgress::hasBegun) ? JobState.RUNNING : JobState.QUEUED;
    }

    private static JobState ended(Collection<GroupProgress> groups, boolean cancelled) {
        if (groups.stream().allMatch(GroupProgress::hasSucceeded)) {
            return JobState.SUCCEEDED;
        }
        return !cancelled && groups.stream().anyMatch(GroupProgress::hasFailed)
                ? JobState.FAILED
                : JobState.CANCELLED;
    }

    /// A job whose copies are only assigned, and have not been heard of, is still QUEUED.
    private static boolean hasBegun(GroupProgress group) {
        return group.active() > 0
                || group.departing() > 0
                || group.succeeded() > 0
                || group.failed() > 0
                || group.cancelled() > 0;
    }
}
