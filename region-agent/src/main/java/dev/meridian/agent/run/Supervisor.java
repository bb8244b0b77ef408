package dev.meridian.agent.run;

import dev.meridian.agent.journal.Journal;
import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.Checkpoint;
import dev.meridian.agent.protocol.DesiredState;
import dev.meridian.agent.protocol.EndOrder;
import dev.meridian.agent.protocol.HeartbeatReply;
import dev.meridian.agent.protocol.Renewal;
import dev.meridian.agent.protocol.ReportAck;
import dev.meridian.agent.protocol.TaskState;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Holds what runs here and moves it towards the desired state. All its state is guarded by its
/// lock; whatever takes time (starting, stopping, waiting, disk) runs on virtual threads outside of
/// it.
public final class Supervisor {
    private static final Logger LOG = System.getLogger(Supervisor.class.getName());

    private final Tasks tasks;
    private final Journal journal;
    private final Leases leases;
    private final Outputs outputs;
    private final Consumer<AllocationReport> reports;
    private final InstantSource clock;
    private final LongSupplier nanos;

    private final Map<AllocationKey, Holding> held = new LinkedHashMap<>();
    private final Map<String, Integer> endedEpochs = new EndedEpochs();
    private final Restarts restarts;
    private @Nullable DesiredState desired;
    private volatile long shortestLeaseMillis;
    private long heardNanos;
    private long seq;
    private boolean leaving;

    public Supervisor(
            Tasks tasks,
            Journal journal,
            Leases leases,
            Outputs outputs,
            Consumer<AllocationReport> reports,
            InstantSource clock,
            LongSupplier nanos) {
        this.tasks = tasks;
        this.journal = journal;
        this.leases = leases;
        this.outputs = outputs;
        this.reports = reports;
        this.clock = clock;
        this.nanos = nanos;
        this.restarts = new Restarts(this, tasks);
        endedEpochs.putAll(journal.forgottenEpochs());
        tasks.checkpoints().tell(this::checkpointed);
    }

    /// Takes over what an earlier run of this agent held: to be called once, before the first
    /// contact.
    public void recover() throws IOException {
        new Recovery(this, tasks, journal, leases, clock).run();
        leases.keepOnly(held.keySet());
    }

    /// An end that was written down and perhaps never acknowledged is told again.
    synchronized void tellAgain(Holding holding, AllocationReport end) {
        holding.ended = true;
        holding.report = end.toBuilder().setSeq(++seq).build();
        measureLeases();
        reports.accept(holding.report);
    }

    /// What the guard has begun, it brings to its end.
    synchronized void respect(Holding holding, Leases.Mark mark) {
        boolean guards = mark == Leases.Mark.GUARD || mark == Leases.Mark.GUARD_DONE;
        if (guards && holding.ending == null) holding.ending = Ending.FENCE;
    }

    /// Everything that the agent holds, for a Hello.
    public synchronized List<AllocationReport> held() {
        return held.values().stream().map(holding -> holding.report).toList();
    }

    private void measureLeases() {
        shortestLeaseMillis =
                held.values().stream()
                        .filter(Holding::live)
                        .mapToLong(holding -> holding.assignment.getLeaseMillis())
                        .filter(millis -> millis > 0)
                        .min()
                        .orElse(0);
    }

    /// The shortest lease of all that has not ended; 0: there is none.
    public long shortestLeaseMillis() {
        return shortestLeaseMillis;
    }

    /// Running attempts, to be measured.
    public synchronized Map<AllocationKey, Task> running() {
        Map<AllocationKey, Task> found = new LinkedHashMap<>();
        for (Holding holding : held.values()) {
            Task task = holding.task;
            if (task != null && !holding.ended) found.put(holding.key, task);
        }
        return found;
    }

    /// Indexes of the devices that an attempt has for itself.
    public synchronized List<Integer> wholeDevices(AllocationKey key) {
        Holding holding = held.get(key);
        return holding == null ? List.of() : holding.wholeDevices();
    }

    /// A new stream may come from another control plane, whose revisions need not follow the last
    /// one's.
    public synchronized void reconnected() {
        desired = null;
    }

    /// @param heardNanos when we sent what the control plane had last heard of us: leases of new
    ///   work run from there
    public synchronized void desired(DesiredState state, long heardNanos) {
        DesiredState last = desired;
        if (last != null && state.getRevision() < last.getRevision()) return;
        desired = state;
        this.heardNanos = heardNanos;
        reconcile();
    }

    private void reconcile() {
        DesiredState wanted = desired;
        if (wanted == null || leaving) return;
        List<Reconciliation.Actual> actual = held.values().stream().map(Holding::actual).toList();
        for (Step step : Reconciliation.steps(wanted.getAssignmentsList(), actual, endedEpochs)) {
            switch (step) {
                case Step.Start(var assignment) -> start(assignment);
                case Step.Stop(var key, var grace, var why) -> {
                    Holding holding = held.get(key);
                    if (holding != null) stop(holding, Ending.STOP, grace, why);
                }
                case Step.ReportNeverStarted(var assignment) -> {
                    Holding holding = hold(assignment);
                    holding.ending = Ending.STOP;
                    holding.why = "was never started on this node";
                    onThread("decline", () -> conclude(holding, Exit.never(clock.millis())));
                }
            }
        }
    }

    synchronized Holding hold(Assignment assignment) {
        Holding holding = new Holding(assignment, ++seq);
        held.put(holding.key, holding);
        measureLeases();
        outputs.watch(holding.key, tasks.folder(holding.key), Tasks.outputBytes(assignment));
        return holding;
    }

    private void start(Assignment assignment) {
        Holding holding = hold(assignment);
        if (assignment.getLeaseMillis() > 0) {
            holding.leaseUntil =
                    heardNanos + Duration.ofMillis(assignment.getLeaseMillis()).toNanos();
        }
        reports.accept(holding.report);
        onThread("start", new Launch(this, tasks, journal, clock, holding));
    }

    /// Whether it is still to be started.
    synchronized boolean wants(Holding holding) {
        return holding.ending == null;
    }

    synchronized void lease(Holding holding) throws IOException {
        if (holding.fenced()) leases.open(holding.key, holding.leaseUntil);
    }

    void began(Holding holding, Task task) {
        synchronized (this) {
            holding.runs(task, nanos.getAsLong());
            holding.report =
                    holding.report.toBuilder()
                            .setState(TaskState.RUNNING)
                            .setStartedAtMillis(task.startedAtMillis())
                            .setSeq(++seq)
                            .build();
            reports.accept(holding.report);
            if (holding.ending != null) { // it was called off while it was being started
                onThread("stop", () -> task.stop(Reconciliation.grace(holding.assignment)));
            }
        }
        tasks.checkpoints().keep(holding.assignment, tasks.folder(holding.key), task.exit());
        var _ = task.exit().thenAccept(exit -> ended(holding, exit));
    }

    void ended(Holding holding, Exit exit) {
        if (holding.assignment.hasCheckpointStore()) {
            onThread("end", new Farewell(this, tasks, holding, exit));
        } else {
            conclude(holding, exit);
        }
    }

    synchronized void saving(Holding holding, boolean now) {
        holding.saving = now;
        notifyAll();
    }

    private synchronized void checkpointed(AllocationKey key, Checkpoint known) {
        Holding holding = held.get(key);
        if (holding == null) return;
        holding.report = holding.report.toBuilder().setCheckpoint(known).setSeq(++seq).build();
        reports.accept(holding.report);
    }

    void failed(Holding holding, String reason, String sentence) {
        long now = clock.millis();
        finish(holding, Exit.never(now), new Verdict(TaskState.FAILED, reason, sentence));
    }

    void conclude(Holding holding, Exit exit) {
        if (holding.ending == null && leases.lapsed(holding.key)) holding.ending = Ending.FENCE;
        Verdict verdict = Verdict.of(holding.assignment, exit, holding.ending, holding.why);
        if (!restarts.take(holding, exit, verdict)) finish(holding, exit, verdict);
    }

    /// Tells how it stands.
    synchronized void say(Holding holding) {
        holding.report = holding.report.toBuilder().setSeq(++seq).build();
        reports.accept(holding.report);
    }

    /// @param silence nanoseconds since a control plane last said anything
    /// @param met whether one has since this agent began
    public void listen(LongSupplier silence, BooleanSupplier met) {
        restarts.contact(new Restarts.Contact(silence, met));
    }

    /// The end is on disk before anybody hears of it.
    private void finish(Holding holding, Exit exit, Verdict verdict) {
        AllocationReport report;
        synchronized (this) {
            report = holding.ended(exit, verdict, clock.millis(), ++seq);
        }
        if (!verdict.reason().isEmpty()) {
            LOG.log(Level.INFO, "{0}: {1}, {2}", holding.key, verdict.reason(), verdict.detail());
        }
        holding.report = report;
        write(holding);
        synchronized (this) {
            holding.ended = true;
            measureLeases();
            reports.accept(report);
            reconcile();
            notifyAll();
        }
    }

    /// Where the disk takes nothing the end is told all the same, for the control plane stores it
    /// too; but it is not forgotten before it could be written.
    private void write(Holding holding) {
        try {
            if (holding.journaled) journal.ended(holding.report);
            if (holding.unwritten) LOG.log(Level.INFO, "the end of {0} is written", holding.key);
            holding.unwritten = false;
            leases.close(holding.key);
        } catch (IOException e) {
            if (holding.unwritten) return; // told once
            holding.unwritten = true;
            LOG.log(
                    Level.WARNING,
                    "the end of {0} cannot be written down yet: {1}; make room below the data directory",
                    holding.key,
                    e.getMessage());
        }
    }

    synchronized void stop(Holding holding, Ending ending, Duration grace, String why) {
        if (holding.ending != null || holding.ended) return;
        holding.ending = ending;
        holding.why = why;
        if (ending == Ending.FENCE && !leases.claim(holding.key)) return; // the guard was first
        Exit last = holding.paused;
        if (last != null) {
            holding.paused = null;
            onThread("stop", () -> conclude(holding, last));
            return;
        }
        Task task = holding.task;
        if (task == null) return;
        onThread(
                "stop",
                () -> {
                    ending.keep(tasks.folder(holding.key), why);
                    task.stop(grace);
                });
    }

    /// What a control plane has said by way of a peer.
    public synchronized void ordered(EndOrder order) {
        Holding holding = held.get(new AllocationKey(order.getAllocationId(), order.getEpoch()));
        if (holding == null) return;
        stop(holding, Ending.STOP, Duration.ofMillis(order.getGraceMillis()), order.getReason());
    }

    public synchronized void renewed(HeartbeatReply reply) {
        for (Renewal renewal : reply.getRenewalsList()) {
            Holding holding =
                    held.get(new AllocationKey(renewal.getAllocationId(), renewal.getEpoch()));
            if (holding == null || holding.ended || renewal.getLeaseMillis() <= 0) continue;
            long until =
                    reply.getSentNanos() + Duration.ofMillis(renewal.getLeaseMillis()).toNanos();
            if (holding.leaseUntil != Holding.NEVER && until <= holding.leaseUntil) continue;
            holding.leaseUntil = until;
            if (holding.fenced()) respect(holding, leases.renew(holding.key, until));
        }
    }

    public synchronized void acknowledged(ReportAck ack) {
        Holding holding = held.get(new AllocationKey(ack.getAllocationId(), ack.getEpoch()));
        if (holding == null || !holding.ended || ack.getSeq() < holding.report.getSeq()) return;
        if (!holding.acknowledged) holding.acknowledgedAt = nanos.getAsLong();
        holding.acknowledged = true;
    }

    /// Looks at everything that only time changes. To be called several times a second.
    public void tick() {
        List<Holding> done = new ArrayList<>();
        List<Holding> live = new ArrayList<>();
        List<Holding> unwritten = new ArrayList<>();
        long now = nanos.getAsLong();
        synchronized (this) {
            for (Holding holding : held.values()) {
                if (Watch.forgettable(holding, outputs, now)) done.add(holding);
                if (Watch.writable(holding, now)) unwritten.add(holding);
                Watch.lapse(holding, now).ifPresent(ending -> stop(holding, ending));
                if (holding.task != null && !holding.ended) live.add(holding);
            }
        }
        unwritten.forEach(this::write);
        done.forEach(this::forget);
        for (Holding holding : live) { // looks at processes and files: not under the lock
            Watch.excess(holding, now).ifPresent(ending -> stop(holding, ending));
        }
    }

    private synchronized void stop(Holding holding, Ending ending) {
        stop(holding, ending, Watch.grace(holding, ending), "");
    }

    private void forget(Holding holding) {
        try {
            journal.forgotten(holding.key.allocationId(), holding.key.epoch());
        } catch (IOException e) {
            holding.unwritten = true; // tried again
            LOG.log(Level.WARNING, "the journal cannot be written: {0}", e.getMessage());
            return;
        }
        synchronized (this) {
            held.remove(holding.key);
            endedEpochs.merge(holding.key.allocationId(), holding.key.epoch(), Math::max);
        }
        outputs.forget(holding.key);
        onThread("delete", () -> tasks.forget(holding.key, Optional.ofNullable(holding.task)));
    }

    /// Stops everything and starts nothing more; returns when all has ended or the patience is
    /// over.
    public synchronized void leave(String why, Duration patience) throws InterruptedException {
        leaving = true;
        for (Holding holding : held.values()) {
            stop(holding, Ending.STOP, Reconciliation.grace(holding.assignment), why);
        }
        long until = nanos.getAsLong() + patience.toNanos();
        while (held.values().stream().anyMatch(Holding::busy)) {
            long left = until - nanos.getAsLong();
            if (left <= 0) return;
            wait(Math.max(1, left / 1_000_000));
        }
    }

    private static void onThread(String name, Runnable work) {
        Thread.ofVirtual().name(name).start(work);
    }
}
