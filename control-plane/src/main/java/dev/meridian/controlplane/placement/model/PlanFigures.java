package dev.meridian.controlplane.placement.model;

import java.time.Duration;

/// How a plan came about.
///
/// @param solved allocations that the solver looked at
/// @param solverGain points by which the solver's answer is better than the fast path's
/// @param placedBySolver allocations that only the solver could place
public record PlanFigures(
        Duration fastPath,
        Duration solver,
        Duration explanation,
        int solved,
        double solverGain,
        int placedBySolver) {}
