package dev.meridian.controlplane.placement.model;

import dev.meridian.controlplane.jobs.model.AllocationId;

/// @param version of its row, for compare-and-set
/// @param index 0 … count - 1 of its group
public record PendingAllocation(AllocationId id, long version, int index, Requirement requirement) {

    /// The same with another requirement.
    public PendingAllocation with(Requirement other) {
        return new PendingAllocation(id, version, index, other);
    }
}
