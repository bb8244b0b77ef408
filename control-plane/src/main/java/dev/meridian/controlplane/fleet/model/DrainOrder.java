package dev.meridian.controlplane.fleet.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a node is to be emptied.
///
/// @param reason for people; may be empty
/// @param deadline how long batch work may go on to end by itself; null: not at all
/// @param force stop also what has no other place
public record DrainOrder(String reason, @Nullable Duration deadline, boolean force) {
    private static final Duration LONGEST = Duration.ofDays(30);

    public DrainOrder {
        if (deadline != null && (deadline.isNegative() || deadline.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException("a deadline is at most 30 days away");
        }
    }
}
