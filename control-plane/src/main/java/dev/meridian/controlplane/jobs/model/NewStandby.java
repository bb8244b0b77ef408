package dev.meridian.controlplane.jobs.model;

/// A place that a plan found for an allocation to stand by in.
///
/// @param id its own from now on
/// @param at of the allocation that it stands by for, whatever version that has by now
public record NewStandby(StandbyId id, NewPlacement at) {}
