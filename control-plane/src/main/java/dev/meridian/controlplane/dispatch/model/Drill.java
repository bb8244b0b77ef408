package dev.meridian.controlplane.dispatch.model;

import dev.meridian.controlplane.fleet.model.RegionName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A rehearsal of the loss of a region: the leases of chosen copies there are not granted again,
/// and their jobs find no place there until it ends.
///
/// @param startedAt from here recovery is measured
/// @param deadline it ends by then, whoever is back or not
/// @param endedAt null while it lasts
public record Drill(
        DrillId id,
        RegionName region,
        State state,
        String reason,
        String startedBy,
        Instant startedAt,
        Instant deadline,
        @Nullable Instant endedAt) {

    /// How far it is.
    public enum State {
        RUNNING,
        /// All that may run elsewhere does.
        RECOVERED,
        /// Some did not until the deadline.
        INCOMPLETE,
        /// A person ended it.
        ABORTED
    }
}
