package dev.meridian.controlplane.jobs.model;

/// How far one task group is, in numbers of allocations.
///
/// @param active STARTING, RUNNING or UNKNOWN
/// @param departing copies that still live where their allocations were; those are counted where
///   they are now
/// @param array of an array each sub-task is on its own: the others run on after one has failed
/// @param leftOut of a gang that goes on with fewer members: how many are not to run
public record GroupProgress(
        int waiting,
        int assigned,
        int active,
        int succeeded,
        int failed,
        int cancelled,
        int departing,
        boolean array,
        int leftOut) {
    public GroupProgress {
        if (waiting < 0
                || assigned < 0
                || active < 0
                || succeeded < 0
                || failed < 0
                || cancelled < 0
                || departing < 0) {
            throw new IllegalArgumentException("no group has fewer than no allocations");
        }
    }

    public GroupProgress(
            int waiting,
            int assigned,
            int active,
            int succeeded,
            int failed,
            int cancelled,
            boolean array) {
        this(waiting, assigned, active, succeeded, failed, cancelled, 0, array, 0);
    }

    public static GroupProgress fresh(int count, boolean array) {
        return new GroupProgress(count, 0, 0, 0, 0, 0, array);
    }

    public int count() {
        return waiting + assigned + active + succeeded + failed + cancelled;
    }

    public int placed() {
        return assigned + active;
    }

    public boolean isEnded() {
        return waiting == 0 && placed() == 0 && departing == 0;
    }

    public boolean hasSucceeded() {
        return succeeded == count() - leftOut;
    }

    /// No later event can make it succeed, short of a person's retry.
    public boolean hasFailed() {
        return failed > 0 && (!array || isEnded());
    }

    public GroupProgress moved(AllocationState.Kind from, AllocationState.Kind to) {
        return plus(from, -1).plus(to, 1);
    }

    /// @param n 1: a copy has been left behind; -1: it has ended
    public GroupProgress departing(int n) {
        return new GroupProgress(
                waiting,
                assigned,
                active,
                succeeded,
                failed,
                cancelled,
                departing + n,
                array,
                leftOut);
    }

    /// The same when so many of its members are not to run.
    public GroupProgress leavingOut(int members) {
        return new GroupProgress(
                waiting, assigned, active, succeeded, failed, cancelled, departing, array, members);
    }

    private GroupProgress plus(AllocationState.Kind kind, int n) {
        int w = waiting;
        int a = assigned;
        int r = active;
        int s = succeeded;
        int f = failed;
        int c = cancelled;
        switch (kind) {
            case PENDING -> w += n;
            case ASSIGNED -> a += n;
            case STARTING, RUNNING, UNKNOWN -> r += n;
            case SUCCEEDED -> s += n;
            case FAILED -> f += n;
            case CANCELLED -> c += n;
        }
        return new GroupProgress(w, a, r, s, f, c, departing, array, leftOut);
    }
}
