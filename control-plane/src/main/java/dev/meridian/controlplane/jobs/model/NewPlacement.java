package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.kernel.model.Money;
import java.util.List;

/// One row of a plan, to be committed.
///
/// @param expectedVersion of the allocation when the plan was made: a newer one makes the row stale
/// @param pricePerHour of what it will hold of the node
/// @param why JSON object: scores per goal, runner-up
public record NewPlacement(
        AllocationId allocation,
        long expectedVersion,
        NodeId node,
        List<DeviceShare> devices,
        Money pricePerHour,
        String why) {
    public NewPlacement {
        devices = List.copyOf(devices);
    }
}
