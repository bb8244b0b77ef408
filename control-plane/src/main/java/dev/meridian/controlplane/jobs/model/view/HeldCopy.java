package dev.meridian.controlplane.jobs.model.view;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.DeviceShare;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A copy that a node holds, with its right to run.
///
/// @param name job, group and index: `llm-sft/worker[3]`
/// @param state of the attempt
/// @param departing the allocation has been placed anew, and this copy of it still lives
/// @param lease null: it has none any more
public record HeldCopy(
        AllocationId allocation,
        int epoch,
        JobId job,
        String project,
        String name,
        NodeId node,
        String nodeName,
        String region,
        String state,
        Millicores cpu,
        Mebibytes memory,
        List<DeviceShare> devices,
        Instant assignedAt,
        @Nullable Instant startedAt,
        boolean departing,
        @Nullable Lease lease) {
    public HeldCopy {
        devices = List.copyOf(devices);
    }

    /// @param left until it is over by the database's clock; negative: it is over, null: it was
    ///   ended because the copy is known to be gone
    public record Lease(String policy, Duration length, @Nullable Duration left) {}
}
