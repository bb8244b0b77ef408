package dev.meridian.controlplane.jobs.model;

/// A copy whose right to run is over, so that the allocation may be placed again.
///
/// @param reason a sentence for people, as "its node was silent for 2m30s"
public record Loss(AllocationId allocation, int epoch, String reason) {}
