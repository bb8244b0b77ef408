package dev.meridian.controlplane.dispatch.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;

/// Why an allocation is still on a node that is being drained.
///
/// @param name as people call it: `llm-sft/worker[3]`
/// @param token a reason for pending, such as InsufficientResources, or MovedAtDeadline, Moving,
///   Stopping
/// @param sentence for people
public record DrainWait(
        NodeId node,
        AllocationId allocation,
        JobId job,
        String name,
        String token,
        String sentence) {}
