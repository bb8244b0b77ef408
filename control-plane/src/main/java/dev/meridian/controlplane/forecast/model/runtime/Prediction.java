package dev.meridian.controlplane.forecast.model.runtime;

/// What is expected of a run.
///
/// @param link how close those are that it was compared with
/// @param samples how many of them
/// @param model the part that the learned model has in it: 0, the chain of medians alone; 1, the
///   model's whole correction of it
public record Prediction(Distribution distribution, Link link, int samples, double model) {}
