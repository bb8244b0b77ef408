package dev.meridian.controlplane.dispatch.model;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One entry of a [DesiredState]: an allocation that the node holds, under which epoch, and what to
/// execute.
///
/// @param attempt 1 for the first placement
/// @param stop null while the work should run; otherwise how to end it (the entry is kept until the
///   agent has reported the end)
/// @param image empty unless the driver runs images
/// @param env the job's own variables and those that the control plane adds, already merged
/// @param network `host` or `none`
/// @param maxRuntime null: none
/// @param disconnectPolicy `fence`, `keep` or `overlap`
/// @param lease how long the copy may run on without a renewal
/// @param logLimitBytes per stream
/// @param checkpoint null: the job keeps no state
/// @param restarts null: the agent begins it again by no means
public record Assignment(
        AllocationId allocation,
        int epoch,
        JobId job,
        String jobName,
        String project,
        String group,
        int attempt,
        @Nullable StopOrder stop,
        String driver,
        String image,
        List<String> command,
        Map<String, String> env,
        Millicores cpu,
        Mebibytes memory,
        Mebibytes disk,
        List<DeviceShare> devices,
        String network,
        @Nullable Duration maxRuntime,
        String disconnectPolicy,
        Duration lease,
        long logLimitBytes,
        @Nullable CheckpointPlace checkpoint,
        @Nullable RestartTerms restarts) {

    public Assignment {
        if (epoch < 1) {
            throw new IllegalArgumentException(
                    "what was never placed has no assignment: epoch " + epoch);
        }
        command = List.copyOf(command);
        env = Map.copyOf(env);
        devices = List.copyOf(devices);
    }
}
