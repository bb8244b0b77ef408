package dev.meridian.cli.client;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// The one place of this program that waits: looks again and again until there is something to see.
public final class Patience {

    private final Duration pause;

    public Patience(Duration pause) {
        this.pause = pause;
    }

    /// @param limit after which we give up; empty is returned then
    public <T> Optional<T> until(Duration limit, Supplier<Optional<T>> look) {
        long start = System.nanoTime();
        while (true) {
            Optional<T> seen = look.get();
            if (seen.isPresent() || System.nanoTime() - start > limit.toNanos()) {
                return seen;
            }
            if (!rest()) {
                return Optional.empty();
            }
        }
    }

    /// Waits once.
    ///
    /// @return false when the thread was interrupted
    public boolean rest() {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
