package dev.meridian.controlplane.fleet.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A node is being emptied.
///
/// @param reason for people; may be empty
/// @param since when it was first asked for
/// @param deadline until when batch work may end by itself; null: it is moved as soon as it has a
///   place
/// @param force whether at the deadline, or at once where there is none, also that is stopped which
///   has no other place
/// @param doneAt when the node was found empty; null: something is left
public record Drain(
        String reason,
        Instant since,
        @Nullable Instant deadline,
        boolean force,
        @Nullable Instant doneAt) {

    /// Whether batch work has to go now.
    public boolean isDue(Instant now) {
        return deadline == null || !now.isBefore(deadline);
    }
}
