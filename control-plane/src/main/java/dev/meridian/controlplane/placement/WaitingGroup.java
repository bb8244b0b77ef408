package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.jobs.model.JobId;

/// A task group of which something waits.
///
/// @param name of the group
public record WaitingGroup(JobId job, String name) {}
