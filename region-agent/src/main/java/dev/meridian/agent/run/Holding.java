package dev.meridian.agent.run;

import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.DeviceShare;
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

    /// Monotonic nanoseconds of this host, or `NEVER`.
    long leaseUntil = NEVER;

    long runUntil = NEVER;
    long acknowledgedAt;
    long diskLookAt;
    long writeAt = Long.MIN_VALUE;

    Holding(Assignment assignment, AllocationReport report) {
        this.assignment = assignment;
        this.key = AllocationKey.of(assignment);
        this.report = report;
    }

    boolean live() {
        return !ended;
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
