package dev.meridian.controlplane.dispatch.model;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a task is told about itself in its environment.
///
/// @param index of the allocation in its group, from 0
/// @param attempt 1 for the first placement
/// @param data URIs of what it is to read
/// @param arraySize null: of no array
/// @param rendezvous null: of one instance alone, or of an array, whose members do not know each
///   other
public record TaskIdentity(
        JobId job,
        String jobName,
        String project,
        String group,
        AllocationId allocation,
        int index,
        int epoch,
        int attempt,
        String region,
        String cluster,
        String node,
        List<String> data,
        @Nullable Integer arraySize,
        @Nullable Rendezvous rendezvous) {

    public TaskIdentity {
        data = List.copyOf(data);
    }

    /// The environment of the task. What the user set wins, but nobody else speaks in the name of
    /// Meridian: a storage that refuses stale writers by `MERIDIAN_EPOCH` must be able to trust it.
    public Map<String, String> environment(Map<String, String> users) {
        Map<String, String> env = new HashMap<>();
        if (rendezvous != null) {
            env.putAll(rendezvous.environment());
        }
        env.putAll(users);
        env.put("MERIDIAN_JOB_ID", job.toString());
        env.put("MERIDIAN_JOB_NAME", jobName);
        env.put("MERIDIAN_PROJECT", project);
        env.put("MERIDIAN_GROUP", group);
        env.put("MERIDIAN_ALLOCATION_ID", allocation.toString());
        env.put("MERIDIAN_ALLOCATION_INDEX", Integer.toString(index));
        env.put("MERIDIAN_EPOCH", Integer.toString(epoch));
        env.put("MERIDIAN_ATTEMPT", Integer.toString(attempt));
        if (epoch > 1) {
            env.put("MERIDIAN_PREVIOUS_EPOCH", Integer.toString(epoch - 1));
        }
        env.put("MERIDIAN_REGION", region);
        env.put("MERIDIAN_CLUSTER", cluster);
        env.put("MERIDIAN_NODE", node);
        if (!data.isEmpty()) {
            env.put("MERIDIAN_DATA", String.join(" ", data));
        }
        if (arraySize != null) {
            env.put("MERIDIAN_ARRAY_INDEX", Integer.toString(index));
            env.put("MERIDIAN_ARRAY_SIZE", Integer.toString(arraySize));
        }
        return env;
    }
}
