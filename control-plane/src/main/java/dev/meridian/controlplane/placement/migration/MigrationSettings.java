package dev.meridian.controlplane.placement.migration;

import java.time.Duration;

/// What the search for migrations may do.
///
/// @param every from one round to the next; zero: nothing is ever moved
/// @param budget copies on the move at most, those of earlier rounds included
/// @param gain accelerators that a chain must win beyond what it costs
/// @param nodes looked at in a round
/// @param rest what was moved, for whatever reason, is left alone for so long
public record MigrationSettings(Duration every, int budget, double gain, int nodes, Duration rest) {
    public static final MigrationSettings USUAL =
            new MigrationSettings(Duration.ofMinutes(1), 8, 0.25, 96, Duration.ofHours(1));

    public MigrationSettings {
        if (every.isNegative() || budget < 0 || !(gain > 0) || nodes < 1 || rest.isNegative()) {
            throw new IllegalArgumentException(
                    "migrations want every >= 0, budget >= 0, gain > 0, nodes >= 1 and rest >= 0");
        }
    }
}
