package dev.meridian.agent.run;

import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.TaskState;
import dev.meridian.agent.run.cgroup.Limits;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What an end means: state and reason of the protocol, and a sentence for people.
record Verdict(TaskState state, String reason, String detail) {
    /// The host's doing, not the task's: the control plane spends no retry.
    static final String AGENT_LOST = "AGENT_LOST";

    /// The host had no room to start it: likewise.
    static final String NODE_FULL = "NODE_FULL";

    /// The state that it must go on from was not to be had: likewise.
    static final String CHECKPOINT_FAILED = "CHECKPOINT_FAILED";

    private static final int SIGNAL_BASE = 128;

    static Verdict of(Assignment assignment, Exit exit, @Nullable Ending ending, String why) {
        if (ending != null) {
            return switch (ending) {
                case STOP -> new Verdict(TaskState.STOPPED, "STOPPED", why);
                case FENCE ->
                        new Verdict(
                                TaskState.FENCED,
                                "LEASE_EXPIRED",
                                "ended on its node: no control plane renewed its lease in time");
                case TIMEOUT ->
                        new Verdict(
                                TaskState.FAILED,
                                "TIMEOUT",
                                "ran longer than its limit of %d s"
                                        .formatted(assignment.getMaxRuntimeMillis() / 1000));
                case MEMORY -> outOfMemory(assignment);
                case DISK ->
                        new Verdict(
                                TaskState.FAILED,
                                "DISK_FULL",
                                "kept more than its %d MiB of disk"
                                        .formatted(assignment.getDiskMib()));
            };
        }
        OptionalInt code = exit.code();
        if (code.isEmpty()) {
            String how = why.isEmpty() ? "the process that held the task was killed" : why;
            return new Verdict(TaskState.FAILED, AGENT_LOST, how);
        }
        if (code.getAsInt() == 0) return new Verdict(TaskState.SUCCEEDED, "", "");
        if (exit.usage().oomKills() > 0) return outOfMemory(assignment);
        return new Verdict(
                TaskState.FAILED, "EXIT_CODE", sentence(assignment, code.getAsInt(), exit));
    }

    private static Verdict outOfMemory(Assignment assignment) {
        return new Verdict(
                TaskState.FAILED,
                "OOM",
                "needed more than its %d MiB of memory".formatted(assignment.getMemoryMib()));
    }

    private static String sentence(Assignment assignment, int code, Exit exit) {
        String how =
                code > SIGNAL_BASE
                        ? "ended by signal " + (code - SIGNAL_BASE)
                        : "ended with exit code " + code;
        long refused = exit.usage().refusedForks();
        if (refused == 0) return how;
        return "%s, after it was refused another process %d times: it may have %d at once"
                .formatted(how, refused, Limits.of(assignment.getCpuMillis(), 0).tasks());
    }
}
