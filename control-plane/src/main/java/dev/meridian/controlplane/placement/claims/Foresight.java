package dev.meridian.controlplane.placement.claims;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.order.Past;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/// What is foreseen of how long work runs.
public interface Foresight {
    /// Knows nothing.
    Foresight NONE =
            new Foresight() {
                @Override
                public Map<AllocationId, Double> rests(Collection<Placed> running, Instant now) {
                    return Map.of();
                }

                @Override
                public double longest(GroupId group, Instant now) {
                    return Double.POSITIVE_INFINITY;
                }
            };

    /// Seconds until each is expected to end; absent where nothing is known, as of services.
    Map<AllocationId, Double> rests(Collection<Placed> running, Instant now);

    /// Seconds that a run of each group takes as often as not; absent where nothing is known, as of
    /// services.
    default Map<GroupId, Double> usual(Collection<GroupId> groups, Instant now) {
        return Map.of();
    }

    /// Groups of which something has held a place before, and waits or holds one again.
    ///
    /// @param running whether also of what holds one
    default Map<GroupId, Past> pasts(boolean running, Instant now) {
        return Map.of();
    }

    /// Seconds within which a run of the group ends nine times out of ten; infinite where nothing
    /// is known.
    double longest(GroupId group, Instant now);
}
