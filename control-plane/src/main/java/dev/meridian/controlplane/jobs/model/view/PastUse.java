package dev.meridian.controlplane.jobs.model.view;

/// What a queue held in the mean of hours past.
///
/// @param accelerators whole devices and shares of them
public record PastUse(String project, String queue, double cores, double accelerators) {}
