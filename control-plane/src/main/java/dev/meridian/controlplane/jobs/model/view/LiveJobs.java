package dev.meridian.controlplane.jobs.model.view;

import dev.meridian.controlplane.jobs.model.JobState;

/// How many jobs of a queue stand so, of those that have not ended.
public record LiveJobs(String project, String queue, JobState state, long jobs) {}
