package dev.meridian.controlplane.jobs.model.view;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.kernel.model.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a job is or was last, and what that has cost, in a list.
///
/// @param allocations how many were looked at
/// @param complete whether those are all: of a large array only the first are looked at
/// @param attempts placements of them so far
/// @param regions of the newest attempts, sorted
/// @param node the only one; null where there are none or several
/// @param nodes how many different ones
/// @param cost of all attempts of them up to now
public record JobFootprint(
        int allocations,
        boolean complete,
        int attempts,
        List<String> regions,
        @Nullable NodeId node,
        @Nullable String nodeName,
        int nodes,
        Money cost) {
    public static final JobFootprint NONE =
            new JobFootprint(0, true, 0, List.of(), null, null, 0, Money.ZERO);

    public JobFootprint {
        regions = List.copyOf(regions);
    }
}
