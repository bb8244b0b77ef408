package dev.meridian.swarm.agent;

import com.google.protobuf.ByteString;
import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.LogChunk;
import dev.meridian.agent.protocol.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// One copy of an allocation that a simulated agent holds. Guarded by its [Workload].
final class SimulatedTask {
    private static final String STDOUT = "stdout";
    private static final int CHUNK = 64 << 10;

    record Key(String allocation, int epoch) {
        static Key of(Assignment assignment) {
            return new Key(assignment.getAllocationId(), assignment.getEpoch());
        }
    }

    private final Assignment assignment;
    private final List<Future<?>> pending = new ArrayList<>();
    private AllocationReport report;
    private boolean acknowledged;
    private ByteString output = ByteString.EMPTY;

    /// On our monotonic clock; without meaning unless it must be fenced.
    private long leaseUntilNanos;

    SimulatedTask(Assignment assignment, long leaseUntilNanos) {
        this.assignment = assignment;
        this.leaseUntilNanos = leaseUntilNanos;
        this.report =
                AllocationReport.newBuilder()
                        .setAllocationId(assignment.getAllocationId())
                        .setEpoch(assignment.getEpoch())
                        .build();
    }

    Assignment assignment() {
        return assignment;
    }

    Key key() {
        return Key.of(assignment);
    }

    AllocationReport report() {
        return report;
    }

    boolean live() {
        TaskState state = report.getState();
        return state == TaskState.STARTING || state == TaskState.RUNNING;
    }

    boolean mustBeFenced() {
        return assignment.getDisconnectPolicy().equals("fence");
    }

    boolean acknowledged() {
        return acknowledged;
    }

    void acknowledged(long seq) {
        acknowledged |= seq >= report.getSeq();
    }

    /// The newest word on it, to be told until it is acknowledged.
    void say(AllocationReport next) {
        report = next;
        acknowledged = false;
        if (!live()) {
            pending.forEach(future -> future.cancel(false));
            pending.clear();
        }
    }

    /// What time will bring, unless it ends before.
    void expect(@Nullable Future<?> future) {
        pending.removeIf(Future::isDone);
        if (future != null) {
            pending.add(future);
        }
    }

    long leaseUntilNanos() {
        return leaseUntilNanos;
    }

    void renewedUntil(long nanos) {
        leaseUntilNanos = Math.max(leaseUntilNanos, nanos);
    }

    LogChunk write(String line) {
        long before = output.size();
        output = output.concat(ByteString.copyFromUtf8(line + "\n"));
        return chunk(before).orElseThrow();
    }

    /// What it wrote from there on, as much as goes into one message.
    Optional<LogChunk> chunk(long offset) {
        if (offset >= output.size()) {
            return Optional.empty();
        }
        int from = (int) offset;
        return Optional.of(
                LogChunk.newBuilder()
                        .setAllocationId(assignment.getAllocationId())
                        .setEpoch(assignment.getEpoch())
                        .setStream(STDOUT)
                        .setOffset(from)
                        .setData(output.substring(from, Math.min(output.size(), from + CHUNK)))
                        .build());
    }
}
