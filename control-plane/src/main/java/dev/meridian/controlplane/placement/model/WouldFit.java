package dev.meridian.controlplane.placement.model;

/// @param change one thing asked for less
/// @param nodes how many could then take the allocation now
public record WouldFit(String change, int nodes) {}
