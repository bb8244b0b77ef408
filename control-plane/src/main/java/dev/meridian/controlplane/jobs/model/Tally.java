package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import org.jspecify.annotations.Nullable;

/// What an allocation has been through, as far as it changes what happens next.
///
/// @param retries that the user's policy paid for
/// @param losses placements in a row that infrastructure took away before the copy had run for a
///   while
/// @param memoryFactor memory asked for is multiplied by this, 1 or more: grows after OOM where the
///   job says so
/// @param avoidNode to shun at the next placement
public record Tally(int retries, int losses, double memoryFactor, @Nullable NodeId avoidNode) {
    public static final Tally NONE = new Tally(0, 0, 1, null);

    public Tally {
        if (retries < 0 || losses < 0 || memoryFactor < 1) {
            throw new IllegalArgumentException(
                    "impossible tally: %d retries, %d losses, memory factor %s"
                            .formatted(retries, losses, memoryFactor));
        }
    }

    Tally withRetries(int spent) {
        return new Tally(spent, losses, memoryFactor, avoidNode);
    }

    /// A person asked for another run: nothing is held against it but what it needs.
    Tally forgiven() {
        return new Tally(0, 0, memoryFactor, null);
    }
}
