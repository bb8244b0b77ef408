package dev.meridian.swarm.agent;

import dev.meridian.agent.protocol.AgentMessage;
import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.DesiredState;
import dev.meridian.agent.protocol.HeartbeatReply;
import dev.meridian.agent.protocol.LogAck;
import dev.meridian.agent.protocol.LogChunk;
import dev.meridian.agent.protocol.ReportAck;
import dev.meridian.agent.protocol.TaskState;
import dev.meridian.agent.protocol.Welcome;
import dev.meridian.swarm.agent.SimulatedTask.Key;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/// All that one simulated agent holds, and the duties of an agent towards it: start what is
/// desired, stop what is not, fence what has lost its lease, and tell every end until it is
/// acknowledged.
final class Workload {
    private static final long RESEND_SECONDS = 5;
    private static final int TERMINATED = 143;

    private final Function<Assignment, Play> plays;
    private final ScheduledExecutorService timer;
    private final Figures figures;
    private final Consumer<AgentMessage> wire;
    private final Map<Key, SimulatedTask> held = new LinkedHashMap<>();
    private Map<Key, Assignment> wanted = Map.of();
    private long revision;
    private long seq;
    private boolean resending;

    /// @param plays what a task will do
    /// @param wire takes messages, and loses them while there is no stream
    Workload(
            Function<Assignment, Play> plays,
            ScheduledExecutorService timer,
            Figures figures,
            Consumer<AgentMessage> wire) {
        this.plays = plays;
        this.timer = timer;
        this.figures = figures;
        this.wire = wire;
    }

    /// For the Hello of a new stream, whose revisions count anew.
    synchronized List<AllocationReport> held() {
        revision = 0;
        return held.values().stream().map(SimulatedTask::report).toList();
    }

    synchronized List<Assignment> running() {
        return held.values().stream()
                .filter(SimulatedTask::live)
                .map(SimulatedTask::assignment)
                .toList();
    }

    /// @return 0: there is none
    synchronized long shortestLeaseMillis() {
        return held.values().stream()
                .filter(SimulatedTask::live)
                .mapToLong(task -> task.assignment().getLeaseMillis())
                .filter(millis -> millis > 0)
                .min()
                .orElse(0);
    }

    /// Output goes on from where the control plane has it.
    synchronized void welcomed(Welcome welcome) {
        Map<Key, Long> stored = new HashMap<>();
        for (LogAck ack : welcome.getLogOffsetsList()) {
            if (ack.getStream().equals("stdout")) {
                stored.put(new Key(ack.getAllocationId(), ack.getEpoch()), ack.getOffset());
            }
        }
        held.forEach((key, task) -> task.chunk(stored.getOrDefault(key, 0L)).ifPresent(this::log));
        resend();
    }

    /// @param heardNanos when we sent what the control plane last answered: leases run from there
    synchronized void desired(DesiredState state, long heardNanos) {
        if (state.getRevision() < revision) {
            return;
        }
        revision = state.getRevision();
        Map<Key, Assignment> all = new LinkedHashMap<>();
        state.getAssignmentsList().forEach(one -> all.put(Key.of(one), one));
        wanted = all;
        for (SimulatedTask task : held.values()) {
            Assignment assignment = all.get(task.key());
            if (task.live() && (assignment == null || assignment.getStop())) {
                stop(task);
            }
        }
        all.forEach((key, assignment) -> {
            if (!held.containsKey(key) && !holdsNewer(key)) {
                take(assignment, heardNanos);
            }
        });
        held.values().removeIf(this::forgettable);
    }

    private boolean holdsNewer(Key key) {
        return held.keySet().stream()
                .anyMatch(other ->
                        other.allocation().equals(key.allocation()) && other.epoch() > key.epoch());
    }

    private void take(Assignment assignment, long heardNanos) {
        long lease = TimeUnit.MILLISECONDS.toNanos(assignment.getLeaseMillis());
        SimulatedTask task = new SimulatedTask(assignment, heardNanos + lease);
        held.put(task.key(), task);
        tell(task, TaskState.STARTING);
        if (assignment.getStop()) {
            stop(task);
            return;
        }
        figures.started();
        tell(
                task,
                task.report().toBuilder()
                        .setState(TaskState.RUNNING)
                        .setStartedAtMillis(System.currentTimeMillis()));
        if (task.mustBeFenced()) {
            watch(task);
        }
        if (assignment.getMaxRuntimeMillis() > 0) {
            later(task, () -> overtime(task), assignment.getMaxRuntimeMillis());
        }
        play(task, plays.apply(assignment).steps().iterator());
    }

    private void play(SimulatedTask task, Iterator<Play.Step> steps) {
        while (task.live()) {
            switch (steps.hasNext() ? steps.next() : new Play.Exit(0)) {
                case Play.Exit(int code) -> exit(task, code);
                case Play.Say(var line) -> log(task.write(line));
                case Play.Sleep(long millis) -> {
                    later(task, () -> play(task, steps), millis);
                    return;
                }
            }
        }
    }

    private void later(SimulatedTask task, Runnable what, long millis) {
        task.expect(timer.schedule(() -> guarded(task, what), millis, TimeUnit.MILLISECONDS));
    }

    private synchronized void guarded(SimulatedTask task, Runnable what) {
        if (task.live()) {
            what.run();
        }
    }

    private void exit(SimulatedTask task, int code) {
        figures.ended(code);
        end(
                task,
                code == 0 ? TaskState.SUCCEEDED : TaskState.FAILED,
                code == 0 ? "" : "EXIT_CODE",
                code);
    }

    private void overtime(SimulatedTask task) {
        end(task, TaskState.FAILED, "TIMEOUT", TERMINATED);
    }

    private void stop(SimulatedTask task) {
        end(task, TaskState.STOPPED, "STOPPED", TERMINATED);
    }

    /// Looks again when the lease would be over, which a renewal may have moved meanwhile.
    private void watch(SimulatedTask task) {
        long left = task.leaseUntilNanos() - System.nanoTime();
        if (left > 0) {
            later(task, () -> watch(task), TimeUnit.NANOSECONDS.toMillis(left) + 1);
            return;
        }
        figures.fenced();
        end(task, TaskState.FENCED, "LEASE_EXPIRED", TERMINATED);
    }

    private void end(SimulatedTask task, TaskState state, String reason, int exitCode) {
        tell(
                task,
                task.report().toBuilder()
                        .setState(state)
                        .setReason(reason)
                        .setExitCode(exitCode)
                        .setEndedAtMillis(System.currentTimeMillis())
                        .setPeakMemoryMib(task.assignment().getMemoryMib() / 2));
    }

    private void tell(SimulatedTask task, TaskState state) {
        tell(task, task.report().toBuilder().setState(state));
    }

    private void tell(SimulatedTask task, AllocationReport.Builder word) {
        task.say(word.setSeq(++seq).build());
        send(task);
        if (!resending) {
            resending = true;
            laterResend();
        }
    }

    private void laterResend() {
        var _ = timer.schedule(this::resendTurn, RESEND_SECONDS, TimeUnit.SECONDS);
    }

    private synchronized void resendTurn() {
        resend();
        resending = held.values().stream().anyMatch(task -> !task.acknowledged());
        if (resending) {
            laterResend();
        }
    }

    private void resend() {
        held.values().stream().filter(task -> !task.acknowledged()).forEach(this::send);
    }

    private void send(SimulatedTask task) {
        wire.accept(AgentMessage.newBuilder().setReport(task.report()).build());
    }

    private void log(LogChunk chunk) {
        wire.accept(AgentMessage.newBuilder().setLog(chunk).build());
    }

    synchronized void renewed(HeartbeatReply reply) {
        reply.getRenewalsList()
                .forEach(renewal -> {
                    SimulatedTask task =
                            held.get(new Key(renewal.getAllocationId(), renewal.getEpoch()));
                    if (task != null) {
                        task.renewedUntil(
                                reply.getSentNanos()
                                        + TimeUnit.MILLISECONDS.toNanos(renewal.getLeaseMillis()));
                    }
                });
    }

    synchronized void acknowledged(ReportAck ack) {
        SimulatedTask task = held.get(new Key(ack.getAllocationId(), ack.getEpoch()));
        if (task != null) {
            task.acknowledged(ack.getSeq());
            held.values().removeIf(this::forgettable);
        }
    }

    /// What is still desired would be started again.
    private boolean forgettable(SimulatedTask task) {
        return !task.live() && task.acknowledged() && !wanted.containsKey(task.key());
    }
}
