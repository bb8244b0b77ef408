package dev.meridian.controlplane.jobs.model.view;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.DeviceShare;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A place that a node keeps free for an allocation of another region: nothing runs in it, and
/// nobody else gets it.
///
/// @param name job, group and index: `llm-sft/worker[3]`
/// @param since when the place was taken
/// @param preparedAt by the agent's word; null: not yet
/// @param problem why it cannot be prepared; null: it can
public record StandbyOnNode(
        AllocationId allocation,
        JobId job,
        String project,
        String name,
        Millicores cpu,
        Mebibytes memory,
        List<DeviceShare> devices,
        Instant since,
        @Nullable Instant preparedAt,
        @Nullable String problem) {
    public StandbyOnNode {
        devices = List.copyOf(devices);
    }
}
