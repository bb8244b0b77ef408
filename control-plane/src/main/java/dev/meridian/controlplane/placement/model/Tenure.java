package dev.meridian.controlplane.placement.model;

import dev.meridian.controlplane.placement.model.queues.QueueId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// On what terms an allocation holds its place.
///
/// @param preemptible it may be stopped for others
/// @param startedAt null: not heard to run yet
/// @param minRuntime it is left alone for so long; null: not at all
/// @param losesAtMost run time that a stop costs it at most, for it leaves checkpoints; null: all
///   of it
/// @param gang names what falls with it; null: nothing
/// @param stopping it has been told to stop already, and others will have its room
public record Tenure(
        QueueId queue,
        int priority,
        boolean preemptible,
        @Nullable Instant startedAt,
        @Nullable Duration minRuntime,
        @Nullable Duration losesAtMost,
        @Nullable String gang,
        boolean stopping) {
    public static final Tenure FIRM =
            new Tenure(QueueId.DEFAULT, 0, false, null, null, null, null, false);

    /// Whether it may be stopped for others now.
    public boolean mayBeStopped(Instant now) {
        return preemptible
                && !stopping
                && (minRuntime == null
                        || (startedAt != null && !now.isBefore(startedAt.plus(minRuntime))));
    }

    /// Seconds of work that would be done again.
    public double lostSeconds(Instant now) {
        double ran =
                startedAt == null
                        ? 0
                        : Math.max(0, Duration.between(startedAt, now).toMillis() / 1000.0);
        return losesAtMost == null ? ran : Math.min(ran, losesAtMost.toMillis() / 1000.0);
    }
}
