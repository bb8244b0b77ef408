package dev.meridian.controlplane.placement.model.queues;

import org.jspecify.annotations.Nullable;

/// What was settled for a queue.
///
/// @param parent from whose quota it takes part; null: it shares the fleet
/// @param weight its share against its siblings, above 0
/// @param quota what it is promised; null: nothing is promised, and nothing denied
/// @param borrowing whether it may use more than its quota while others leave it idle
/// @param suspended nothing starts from it
/// @param past what it held in the mean, the longer ago the less it counts
public record QueueRule(
        QueueId id,
        @Nullable QueueId parent,
        double weight,
        @Nullable Goods quota,
        boolean borrowing,
        boolean suspended,
        Goods past) {

    public QueueRule {
        if (!(weight > 0)) {
            throw new IllegalArgumentException("the weight of a queue is above 0, not " + weight);
        }
    }

    /// As a queue is that nobody has configured.
    public static QueueRule usual(QueueId id) {
        return new QueueRule(id, null, 1, null, true, false, Goods.NONE);
    }

    /// Whether somebody has settled how it shares with others.
    boolean sharesFairly() {
        return quota != null || weight != 1;
    }
}
