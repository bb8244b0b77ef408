package dev.meridian.controlplane.jobs.model;

/// A live allocation that is to go on elsewhere.
///
/// @param to its next place
/// @param overlap the copy that it has lives on until the next one runs; if not, it is stopped now
///   and the next one begins after its end
/// @param order as what the stop is filed
/// @param reason a sentence for people
public record Move(NewPlacement to, boolean overlap, StopOrder order, String reason) {}
