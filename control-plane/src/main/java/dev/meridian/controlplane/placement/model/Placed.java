package dev.meridian.controlplane.placement.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.DeviceShare;
import java.util.List;

/// An allocation that holds part of a node now, started or not.
///
/// @param service of a job of type service, which spreads
/// @param tenure on what terms it does
public record Placed(
        AllocationId allocation,
        GroupId group,
        NodeId node,
        Amounts amounts,
        List<DeviceShare> devices,
        boolean service,
        Tenure tenure) {

    public Placed {
        devices = List.copyOf(devices);
    }

    /// What nobody may stop.
    public Placed(
            AllocationId allocation,
            GroupId group,
            NodeId node,
            Amounts amounts,
            List<DeviceShare> devices,
            boolean service) {
        this(allocation, group, node, amounts, devices, service, Tenure.FIRM);
    }
}
