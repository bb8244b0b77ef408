package dev.meridian.controlplane.placement.model;

/// One reason for which nodes refuse an allocation, told of the node that comes nearest.
///
/// @param nodes how many refuse for it
public record CountedVeto(Veto veto, int nodes) {}
