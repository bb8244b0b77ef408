package dev.meridian.controlplane.placement.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets agents search at the same time, on no more threads than there are cores. What each finds
/// does not depend on the others, nor on the number of threads.
final class SideBySide {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final ExecutorService THREADS = threads();

    private SideBySide() {}

    /// @return what each proposes, in their order
    static List<Proposal> propose(List<RegionAgent> agents) {
        if (agents.size() == 1) {
            return List.of(agents.getFirst().propose());
        }
        List<Future<Proposal>> asked =
                agents.stream().map(agent -> THREADS.submit(agent::propose)).toList();
        List<Proposal> proposals = new ArrayList<>();
        try {
            for (Future<Proposal> one : asked) {
                proposals.add(one.get());
            }
            return proposals;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the search of a region failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the search of the regions was interrupted", e);
        } finally {
            asked.forEach(one -> one.cancel(true));
        }
    }

    /// Those that have had nothing to do for a minute end.
    private static ExecutorService threads() {
        int cores = Runtime.getRuntime().availableProcessors();
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(
                        cores,
                        cores,
                        1,
                        TimeUnit.MINUTES,
                        new LinkedBlockingQueue<>(),
                        SideBySide::thread);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /// The solver finds its classes by the loader of its thread, and only ours knows those in our
    /// jar: a pool of the JDK would give its threads another one.
    private static Thread thread(Runnable work) {
        String name = "region-agent-" + NUMBERS.getAndIncrement();
        Thread thread = Thread.ofPlatform().daemon().name(name).unstarted(work);
        thread.setContextClassLoader(SideBySide.class.getClassLoader());
        return thread;
    }
}
