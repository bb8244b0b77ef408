package dev.meridian.controlplane.placement.order;

import java.time.Duration;

/// How work of one priority class and queue is ordered.
///
/// @param patience by size: nothing has its turn before what came so much earlier
/// @param yielding whether preemptible work is stopped for much smaller work of its own class
public record OrderSettings(WorkOrder order, Duration patience, boolean yielding) {
    public static final OrderSettings USUAL =
            new OrderSettings(WorkOrder.SIZE, Duration.ofHours(24), false);

    /// Who came first goes first.
    public static final OrderSettings BY_AGE =
            new OrderSettings(WorkOrder.AGE, Duration.ZERO, false);

    public OrderSettings {
        if (patience.isNegative()) {
            throw new IllegalArgumentException("patience is no less than 0, not " + patience);
        }
    }
}
