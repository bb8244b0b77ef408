package dev.meridian.controlplane.placement.migration;

import dev.meridian.controlplane.placement.model.Requirement;

/// Something that runs and may be moved.
///
/// @param number among those that may be
/// @param slot where it is
public record Resident(int number, Requirement requirement, long slot) {}
