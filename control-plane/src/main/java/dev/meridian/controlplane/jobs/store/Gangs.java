package dev.meridian.controlplane.jobs.store;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which groups start and begin again as one.
final class Gangs {

    private Gangs() {}

    /// Groups of one job with the same key are one gang; empty: each instance on its own.
    static Optional<String> key(
            UUID group, @Nullable String gangGroup, int count, @Nullable Integer minCount) {
        if (gangGroup != null) {
            return Optional.of(gangGroup);
        }
        return minCount != null && minCount == count && count > 1
                ? Optional.of(group.toString())
                : Optional.empty();
    }
}
