package dev.meridian.controlplane.placement.model.queues;

import java.time.Instant;
import java.util.Comparator;

/// What is placed in one turn: an allocation, or a group whose instances are bound together.
///
/// @param number by which the one who asks for turns knows it
/// @param goods of all that it places
/// @param priority of its class, grown with its age
/// @param due who is due earlier goes first
public record Unit(
        int number,
        QueueId queue,
        Goods goods,
        boolean preemptible,
        double priority,
        double due,
        Instant submittedAt) {

    /// Within a queue: the more important class, then who is due, then who has waited longer.
    static final Comparator<Unit> ORDER =
            Comparator.comparingDouble(Unit::priority)
                    .reversed()
                    .thenComparingDouble(Unit::due)
                    .thenComparing(Unit::submittedAt)
                    .thenComparingInt(Unit::number);
}
