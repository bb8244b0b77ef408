package dev.meridian.controlplane.jobs.model.view;

import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.JobState;

/// A job and what it cost in a span of time, in US dollars.
public record CostlyJob(
        JobId id, String name, String queue, JobState state, String submittedBy, double dollars) {}
