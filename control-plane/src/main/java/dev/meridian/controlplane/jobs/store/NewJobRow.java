package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.NewJob;

/// A job that is about to be stored, with the id that it is given.
public record NewJobRow(JobId id, NewJob job, String specJson, int priority) {}
