package dev.meridian.controlplane.jobs.model;

/// How far one task group is, in numbers of allocations.
///
/// @param active STARTING, RUNNING or UNKNOWN
/// @param array of an array each sub-task is on its own: the others run on after one has failed
public record GroupProgress(
        int waiting,
        int assigned,
        int active,
        int succeeded,
        int failed,
        int cancelled,
        boolean array) {
    public GroupProgress {
        if (waiting < 0
                || assigned < 0
                || active < 0
                || succeeded < 0
                || failed < 0
                || cancelled < 0) {
            throw new IllegalArgumentException("no group has fewer than no allocations");
        }
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
        return waiting == 0 && placed() == 0;
    }

    public boolean hasSucceeded() {
        return succeeded == count();
    }

    /// No later event can make it succeed, short of a person's retry.
    public boolean hasFailed() {
        return failed > 0 && (!array || isEnded());
    }

    public GroupProgress moved(AllocationState.Kind from, AllocationState.Kind to) {
        return plus(from, -1).plus(to, 1);
    }

    private GroupProgress plus(AllocationState.Kind kind, int n) {
        return switch (kind) {
            case PENDING ->
                    new GroupProgress(
                            waiting + n, assigned, active, succeeded, failed, cancelled, array);
            case ASSIGNED ->
                    new GroupProgress(
                            waiting, assigned + n, active, succeeded, failed, cancelled, array);
            case STARTING, RUNNING, UNKNOWN ->
                    new GroupProgress(
                            waiting, assigned, active + n, succeeded, failed, cancelled, array);
            case SUCCEEDED ->
                    new GroupProgress(
                            waiting, assigned, active, succeeded + n, failed, cancelled, array);
            case FAILED ->
                    new GroupProgress(
                            waiting, assigned, active, succeeded, failed + n, cancelled, array);
            case CANCELLED ->
                    new GroupProgress(
                            waiting, assigned, active, succeeded, failed, cancelled + n, array);
        };
    }
}
