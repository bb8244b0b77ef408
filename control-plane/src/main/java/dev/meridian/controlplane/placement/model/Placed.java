package dev.meridian.controlplane.placement.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.DeviceShare;
import java.util.List;

/// An allocation that holds part of a node now, started or not.
///
/// @param service of a job of type service, which spreads
public record Placed(
        AllocationId allocation,
        GroupId group,
        NodeId node,
        Amounts amounts,
        List<DeviceShare> devices,
        boolean service) {

    public Placed {
        devices = List.copyOf(devices);
    }
}
