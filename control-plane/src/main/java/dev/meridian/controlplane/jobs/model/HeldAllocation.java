package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.model.spec.TaskGroupSpec;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a node should hold now, with all that its agent must know.
///
/// @param index within the group; `MERIDIAN_ARRAY_INDEX`
/// @param epoch also the number of the attempt: 1 for the first
/// @param stop null: it should run
/// @param memory limit of this attempt
/// @param retries spent so far
public record HeldAllocation(
        AllocationId allocation,
        JobId job,
        JobSpec spec,
        TaskGroupSpec group,
        NodeId node,
        int index,
        int epoch,
        AllocationState.Kind state,
        @Nullable Stop stop,
        Mebibytes memory,
        List<DeviceShare> devices,
        int retries) {
    public HeldAllocation {
        devices = List.copyOf(devices);
    }
}
