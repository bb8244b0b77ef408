package dev.meridian.controlplane.placement.migration;

import java.time.Duration;

/// What the search for migrations may do.
///
/// @param every from one round to the next; zero: nothing is ever moved
/// @param budget copies on the move at most, those of earlier rounds included
/// @param gain accelerators that a chain must win beyond what it costs
/// @param nodes looked at in a round
/// @param rest what was moved, for whatever reason, is left alone for so long
/// @param ending what is foretold to end within so long is left alone, as it makes room by itself
/// @param search time for the solver, in each round
public record MigrationSettings(
        Duration every,
        int budget,
        double gain,
        int nodes,
        Duration rest,
        Duration ending,
        Duration search) {
    public static final MigrationSettings USUAL =
            new MigrationSettings(
                    Duration.ofMinutes(1),
                    8,
                    0.25,
                    96,
                    Duration.ofHours(1),
                    Duration.ofMinutes(10),
                    Duration.ofMillis(500));

    public MigrationSettings {
        if (every.isNegative() || budget < 0 || !(gain > 0) || nodes < 1 || rest.isNegative()) {
            throw new IllegalArgumentException(
                    "migrations want every >= 0, budget >= 0, gain > 0, nodes >= 1 and rest >= 0");
        }
        if (ending.isNegative() || !search.isPositive()) {
            throw new IllegalArgumentException("migrations want ending >= 0 and search > 0");
        }
    }
}
