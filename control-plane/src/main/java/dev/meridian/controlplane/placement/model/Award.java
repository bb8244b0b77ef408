package dev.meridian.controlplane.placement.model;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import java.util.List;

/// Work for which more than one region bid, and who got it.
///
/// @param region that has it now
/// @param bids the least first
public record Award(
        AllocationId allocation,
        JobId job,
        String project,
        Kind kind,
        String region,
        List<Bid> bids) {

    /// How it came about.
    public enum Kind {
        /// Got by the least bid.
        BID,
        /// Had waited, and the agent of a region made room for it.
        FOUND,
        /// Taken from the region that had got it, as the sum of the goals falls, or more is placed.
        TRANSFER
    }

    public Award {
        bids = List.copyOf(bids);
    }
}
