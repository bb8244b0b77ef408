package dev.meridian.verification.chaos.rows;

import dev.meridian.verification.chaos.arena.Host;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Tries on all hosts at once, each host one after the other: most of a try is waiting.
final class Lanes {

    private Lanes() {}

    interface Try {
        /// @param number of the try, from 1
        void on(Host host, int number) throws Exception;
    }

    static void play(Round round, Try one) {
        var next = new AtomicInteger();
        try (ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor()) {
            round.hosts()
                    .forEach(host ->
                            lanes.execute(() -> {
                                for (int number = next.incrementAndGet();
                                        number <= round.times();
                                        number = next.incrementAndGet()) {
                                    int mine = number;
                                    round.attempt(() -> one.on(host, mine));
                                }
                            }));
        }
    }
}
