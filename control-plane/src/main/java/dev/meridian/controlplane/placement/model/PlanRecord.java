package dev.meridian.controlplane.placement.model;

import java.time.Instant;
import java.util.UUID;

/// A plan that was made and committed.
///
/// @param placed rows of it that were committed
/// @param stale rows that were refused, as something had changed meanwhile
/// @param waiting allocations that it gave no place
public record PlanRecord(
        UUID id, Instant at, int placed, int stale, int waiting, PlanFigures figures) {}
