package dev.meridian.controlplane.jobs.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An order to stop that the agent has not yet reported on.
///
/// @param reason a sentence for people
/// @param notBefore where the allocation returns to PENDING afterwards: not placed before; null: at
///   once
public record Stop(StopOrder order, String reason, @Nullable Instant notBefore) {
    public Stop(StopOrder order, String reason) {
        this(order, reason, null);
    }
}
