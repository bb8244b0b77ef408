package dev.meridian.controlplane.placement.model;

import dev.meridian.controlplane.jobs.model.Spent;
import dev.meridian.controlplane.kernel.model.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a job's user allows it of time and money.
///
/// @param deadline when it should be done; null: whenever
/// @param maxHourly what all that it holds may cost in an hour; null: no limit
/// @param maxTotal what all its attempts may cost; null: no limit
/// @param spent by the whole job
public record Bounds(
        @Nullable Instant deadline,
        @Nullable Money maxHourly,
        @Nullable Money maxTotal,
        Spent spent) {
    public static final Bounds NONE = new Bounds(null, null, null, Spent.NOTHING);

    public boolean hasBudget() {
        return maxHourly != null || maxTotal != null;
    }
}
