package dev.meridian.controlplane.placement.solver;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;

/// Lets agents search at the same time, on no more threads than there are cores. What each finds
/// does not depend on the others, nor on the number of threads.
final class SideBySide {
    /// Threads that have had nothing to do for a minute end.
    private static final ForkJoinPool THREADS =
            new ForkJoinPool(Runtime.getRuntime().availableProcessors());

    private SideBySide() {}

    /// @return what each proposes, in their order
    static List<Proposal> propose(List<RegionAgent> agents) {
        if (agents.size() == 1) {
            return List.of(agents.getFirst().propose());
        }
        return THREADS
                .invokeAllUninterruptibly(
                        agents.stream().map(agent -> (Callable<Proposal>) agent::propose).toList())
                .stream()
                .map(Future::resultNow)
                .toList();
    }
}
