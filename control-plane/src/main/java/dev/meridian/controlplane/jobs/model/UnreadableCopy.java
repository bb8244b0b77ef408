package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import org.jspecify.annotations.Nullable;

/// A copy that a node should hold of a job whose stored spec cannot be read any more. It runs on
/// where it runs and can be ended; it can be started nowhere.
///
/// @param stop null: it should run
public record UnreadableCopy(
        AllocationId allocation, JobId job, NodeId node, int epoch, @Nullable Stop stop) {}
