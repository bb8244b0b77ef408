package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import org.jspecify.annotations.Nullable;

/// A copy that is still on its node while its allocation has been placed anew, or waits to be.
///
/// @param stop null: it is meant to go on until the next one runs
/// @param state of the allocation
public record DepartingCopy(
        AllocationId allocation,
        NodeId node,
        @Nullable StopOrder stop,
        AllocationState.Kind state) {}
