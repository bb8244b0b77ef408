package dev.meridian.controlplane.dispatch.model;

import java.time.Duration;

/// Ends the work of one assignment: TERM, then KILL after the grace.
///
/// @param reason `CANCEL`, `PREEMPT`, `DRAIN` or `SUSPEND`
public record StopOrder(String reason, Duration grace) {}
