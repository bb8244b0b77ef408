package dev.meridian.controlplane.forecast;

import dev.meridian.controlplane.forecast.model.runtime.Again;
import dev.meridian.controlplane.forecast.store.RunStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;

/// What was stopped, or lost, and waits or runs again: one look serves the plans of some seconds.
@Service
public class Repeats {
    private static final Duration GOOD_FOR = Duration.ofSeconds(5);

    private final Look waiting;
    private final Look running;

    Repeats(RunStore store) {
        waiting = new Look(store::waitingAgain);
        running = new Look(store::runningAgain);
    }

    /// Groups of which something waits for another attempt.
    public Map<UUID, Again> waiting(Instant now) {
        return waiting.at(now);
    }

    /// Groups of which something holds a place again.
    public Map<UUID, Again> running(Instant now) {
        return running.at(now);
    }

    private static final class Look {
        private final Supplier<Map<UUID, Again>> read;
        private Instant taken = Instant.EPOCH;
        private Map<UUID, Again> found = Map.of();

        Look(Supplier<Map<UUID, Again>> read) {
            this.read = read;
        }

        synchronized Map<UUID, Again> at(Instant now) {
            if (now.isBefore(taken) || !now.isBefore(taken.plus(GOOD_FOR))) {
                found = Map.copyOf(read.get());
                taken = now;
            }
            return found;
        }
    }
}
