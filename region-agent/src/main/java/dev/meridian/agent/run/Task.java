package dev.meridian.agent.run;

import dev.meridian.agent.run.cgroup.Group;
import dev.meridian.agent.run.cgroup.Usage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One attempt that has a process, started by this agent or found running.
public final class Task {
    private static final long KILL_ROUND_MILLIS = 20;
    private static final int KILL_ROUNDS = 250;
    private static final long NANOS_PER_TICK = 10_000_000L;
    private static final long PAGE = 4096;

    private final AllocationFolder folder;
    private final Group group;
    private final ProcessTree tree;
    private final Shim shim;
    private final OutputShares shares;
    private final CompletableFuture<Exit> exit;
    private volatile Usage seen = Usage.NONE;

    Task(AllocationKey key, AllocationFolder folder, Group group, Shim shim, OutputShares shares) {
        this.shim = shim;
        this.shares = shares;
        this.folder = folder;
        this.group = group;
        this.tree = new ProcessTree(key, group, ProcessIdentity.read(folder.task()));
        this.exit = shim.ended().thenApplyAsync(_ -> conclude(), r -> Thread.ofVirtual().start(r));
    }

    /// Completes when every process is gone and all output is written.
    CompletableFuture<Exit> exit() {
        return exit;
    }

    long startedAtMillis() {
        return Exit.fileTime(folder.task());
    }

    private Exit conclude() {
        killAll();
        shim.settle(folder, shares);
        Usage last = usage();
        group.remove();
        return Exit.read(folder, last);
    }

    /// TERM to all, then KILL to whatever is left after the grace. Blocks until then.
    void stop(Duration grace) {
        tree.terminate();
        if (!endsWithin(grace)) killAll();
    }

    private void killAll() {
        for (int round = 0; round < KILL_ROUNDS && !tree.kill(); round++) {
            new CompletableFuture<Void>()
                    .completeOnTimeout(null, KILL_ROUND_MILLIS, TimeUnit.MILLISECONDS)
                    .join();
        }
    }

    /// For one whose first process has ended.
    boolean sweptWithin(Duration patience) {
        sweepLeftovers();
        return endsWithin(patience);
    }

    private boolean endsWithin(Duration grace) {
        try {
            exit.get(grace.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// The task's first process has ended, but something that it left behind keeps its output open.
    /// Only where no control group could end that together with the task.
    void sweepLeftovers() {
        if (!exit.isDone() && group.doors().isEmpty() && Exit.told(folder)) killAll();
    }

    /// What it has used so far; never less than seen before.
    public Usage usage() {
        Usage now = group.doors().isEmpty() ? summed() : group.usage();
        Usage before = seen;
        Usage merged =
                new Usage(
                        Math.max(before.cpuNanos(), now.cpuNanos()),
                        now.memoryMib(),
                        Math.max(
                                before.peakMemoryMib(),
                                Math.max(now.peakMemoryMib(), now.memoryMib())),
                        Math.max(before.oomKills(), now.oomKills()),
                        Math.max(before.refusedForks(), now.refusedForks()));
        seen = merged;
        return merged;
    }

    private Usage summed() {
        long ticks = 0;
        long pages = 0;
        for (ProcessStat stat : tree.members()) {
            ticks += stat.cpuTicks();
            pages += stat.residentPages();
        }
        long mib = pages * PAGE >> 20;
        return new Usage(ticks * NANOS_PER_TICK, mib, mib, 0, 0);
    }

    /// Whether the kernel itself enforces the limits.
    boolean limited() {
        return !group.doors().isEmpty();
    }

    /// Whether nothing is left that could still write to its folder.
    boolean traceless() {
        return shim.traceless();
    }

    long diskMib() {
        return folder.workBytes() >> 20;
    }

    Optional<ProcessIdentity> leader() {
        return ProcessIdentity.read(folder.task());
    }
}
