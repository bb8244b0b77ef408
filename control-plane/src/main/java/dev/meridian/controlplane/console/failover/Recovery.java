package dev.meridian.controlplane.console.failover;

import dev.meridian.controlplane.jobs.model.view.Takeover;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How well work that was taken from its nodes ran again.
///
/// @param running again
/// @param waiting for a place, or for its start
/// @param median between the end of one copy and the start of the next; null: none has started
/// @param longest null: none has started
record Recovery(
        int taken,
        long running,
        long waiting,
        @Nullable Duration median,
        @Nullable Duration longest) {

    static Recovery of(List<Takeover> takeovers) {
        List<Duration> gaps =
                takeovers.stream()
                        .map(Takeover::gap)
                        .filter(Objects::nonNull)
                        .map(gap -> gap.isNegative() ? Duration.ZERO : gap)
                        .sorted()
                        .toList();
        return new Recovery(
                takeovers.size(),
                gaps.size(),
                takeovers.stream().filter(one -> one.gap() == null && one.now().isLive()).count(),
                gaps.isEmpty() ? null : gaps.get(gaps.size() / 2),
                gaps.isEmpty() ? null : gaps.getLast());
    }
}
