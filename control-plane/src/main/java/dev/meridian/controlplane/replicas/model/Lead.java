package dev.meridian.controlplane.replicas.model;

import java.time.Duration;

/// The right to lead, from one take-over to the next.
///
/// @param term counts take-overs; of two that believe to lead the higher one does
/// @param contact for how long some control plane had heard agents without a break when the term
///   began
public record Lead(long term, Duration contact) {}
