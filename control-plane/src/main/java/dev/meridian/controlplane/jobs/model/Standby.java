package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.kernel.model.Money;
import java.util.List;

/// A place in another region that is held for an allocation beside its own, so that it can go on
/// there. Nothing runs in it, and it has no lease and no epoch: it gets both when it is promoted.
///
/// @param pricePerHour of what it holds of the node
/// @param why JSON object: scores per goal, runner-up
/// @param open its node is heard, and may be given work
/// @param prepared by its agent's word, all that can be done before a start is done
public record Standby(
        StandbyId id,
        NodeId node,
        List<DeviceShare> devices,
        Money pricePerHour,
        String why,
        boolean open,
        boolean prepared) {
    public Standby {
        devices = List.copyOf(devices);
    }

    /// How a place stopped to stand by.
    public enum Outcome {
        /// its allocation went on there
        PROMOTED,
        DROPPED
    }

    /// The placement that its promotion makes.
    ///
    /// @param version of the allocation
    public NewPlacement placement(AllocationId allocation, long version) {
        return new NewPlacement(allocation, version, node, devices, pricePerHour, why);
    }
}
