package dev.meridian.controlplane.commands.outcome;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.DeviceShare;
import java.util.List;
import java.util.Set;

/// What a policy wants done now.
///
/// @param stops what runs and is to make room
public record Choice(List<Start> starts, Set<AllocationId> stops) {

    public record Start(AllocationId allocation, NodeId node, List<DeviceShare> devices) {}
}
