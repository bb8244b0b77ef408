package dev.meridian.controlplane.support;

import com.google.protobuf.ByteString;
import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.LogChunk;
import dev.meridian.agent.protocol.TaskState;
import java.util.ArrayList;
import java.util.List;

/// One attempt that a fake agent holds.
public final class FakeTask {

    /// How a task behaves once it is started.
    public sealed interface Script {}

    /// Never gets beyond STARTING.
    public record Hangs() implements Script {}

    /// Runs until it is stopped.
    public record Runs() implements Script {}

    /// Runs, then exits.
    public record Exits(int code, long afterMillis) implements Script {}

    /// Writes its lines, then runs until it is stopped.
    public record Speaks(List<String> lines, long betweenMillis) implements Script {}

    public record Key(String allocation, int epoch) {
        static Key of(Assignment assignment) {
            return new Key(assignment.getAllocationId(), assignment.getEpoch());
        }
    }

    private final Assignment assignment;
    private final List<LogChunk> written = new ArrayList<>();
    private AllocationReport report;
    private boolean acknowledged;

    FakeTask(Assignment assignment, long seq) {
        this.assignment = assignment;
        this.report =
                AllocationReport.newBuilder()
                        .setAllocationId(assignment.getAllocationId())
                        .setEpoch(assignment.getEpoch())
                        .setState(TaskState.STARTING)
                        .setSeq(seq)
                        .build();
    }

    public Assignment assignment() {
        return assignment;
    }

    public Key key() {
        return Key.of(assignment);
    }

    /// The newest word on it.
    public synchronized AllocationReport report() {
        return report;
    }

    public synchronized boolean live() {
        return report.getState() == TaskState.STARTING || report.getState() == TaskState.RUNNING;
    }

    synchronized boolean unacknowledged() {
        return !acknowledged;
    }

    synchronized void say(AllocationReport next) {
        report = next;
        acknowledged = false;
    }

    synchronized void acknowledged(long seq) {
        acknowledged |= seq >= report.getSeq();
    }

    AllocationReport running(long seq) {
        return next(TaskState.RUNNING, seq)
                .setStartedAtMillis(System.nanoTime() / 1_000_000)
                .build();
    }

    AllocationReport exited(int code, long seq) {
        return next(code == 0 ? TaskState.SUCCEEDED : TaskState.FAILED, seq)
                .setExitCode(code)
                .setReason(code == 0 ? "" : "EXIT_CODE")
                .build();
    }

    AllocationReport stopped(long seq) {
        return next(TaskState.STOPPED, seq).setExitCode(143).setReason("STOPPED").build();
    }

    private synchronized AllocationReport.Builder next(TaskState state, long seq) {
        return report.toBuilder().setState(state).setSeq(seq);
    }

    synchronized LogChunk write(ByteString data) {
        long start =
                written.isEmpty()
                        ? 0
                        : written.getLast().getOffset() + written.getLast().getData().size();
        LogChunk chunk =
                LogChunk.newBuilder()
                        .setAllocationId(assignment.getAllocationId())
                        .setEpoch(assignment.getEpoch())
                        .setStream("stdout")
                        .setOffset(start)
                        .setData(data)
                        .build();
        written.add(chunk);
        return chunk;
    }

    synchronized List<LogChunk> writtenAfter(long offset) {
        return written.stream()
                .filter(chunk -> chunk.getOffset() + chunk.getData().size() > offset)
                .toList();
    }
}
