package dev.meridian.agent.run;

import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.DeviceShare;
import dev.meridian.agent.protocol.TaskState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One attempt that this agent holds, from its assignment until its end and its output are
/// acknowledged. Guarded by the supervisor's lock.
final class Holding {
    static final long NEVER = Long.MAX_VALUE;
    private static final int WHOLE_DEVICE = 1000;

    final Assignment assignment;
    final AllocationKey key;
    AllocationReport report;
    @Nullable Task task;
    @Nullable Ending ending;
    String why = "";
    boolean ended;
    boolean acknowledged;

    /// Whether the journal knows of it, so that it must also know its end.
    boolean journaled;

    /// The end could not be written down yet: it must not be forgotten.
    boolean unwritten;

    /// Its last state is still being copied to where the next attempt would find it.
    boolean saving;

    /// How it last ended, while it waits to be begun again here.
    @Nullable Exit paused;

    /// Monotonic nanoseconds of this host, or `NEVER`.
    long leaseUntil = NEVER;

    long runUntil = NEVER;
    long acknowledgedAt;
    long diskLookAt;
    long writeAt = Long.MIN_VALUE;

    /// @param seq of its first report
    Holding(Assignment assignment, long seq) {
        this.assignment = assignment;
        this.key = AllocationKey.of(assignment);
        this.report =
                AllocationReport.newBuilder()
                        .setAllocationId(assignment.getAllocationId())
                        .setEpoch(assignment.getEpoch())
                        .setState(TaskState.STARTING)
                        .setSeq(seq)
                        .build();
    }

    void runs(Task begun, long nowNanos) {
        task = begun;
        long limit = assignment.getMaxRuntimeMillis();
        if (limit <= 0) return;
        long began = begun.leader().map(ProcessIdentity::startNanos).orElse(Long.MAX_VALUE);
        runUntil = Math.min(began, nowNanos) + Duration.ofMillis(limit).toNanos();
    }

    /// Its last report.
    AllocationReport ended(Exit exit, Verdict verdict, long nowMillis, long seq) {
        AllocationReport.Builder end =
                report.toBuilder()
                        .setState(verdict.state())
                        .setReason(verdict.reason())
                        .setDetail(verdict.detail())
                        .setStartedAtMillis(exit.startedAtMillis())
                        .setEndedAtMillis(
                                exit.endedAtMillis() > 0 ? exit.endedAtMillis() : nowMillis)
                        .setPeakMemoryMib(exit.usage().peakMemoryMib())
                        .setCpuTimeMillis(Duration.ofNanos(exit.usage().cpuNanos()).toMillis())
                        .setSeq(seq);
        exit.code().ifPresent(end::setExitCode);
        return end.build();
    }

    boolean live() {
        return !ended;
    }

    boolean busy() {
        return saving || live();
    }

    boolean fenced() {
        return assignment.getDisconnectPolicy().equals("fence") && assignment.getLeaseMillis() > 0;
    }

    /// Indexes of the devices that it has for itself.
    List<Integer> wholeDevices() {
        return assignment.getDevicesList().stream()
                .filter(share -> share.getMillis() == WHOLE_DEVICE)
                .map(DeviceShare::getIndex)
                .toList();
    }

    Reconciliation.Actual actual() {
        return new Reconciliation.Actual(
                key, live(), ending != null, Reconciliation.grace(assignment));
    }
}
