package dev.meridian.controlplane.jobs.model.view;

import java.time.Instant;

/// How much waits for one reason.
///
/// @param token the leading reason
/// @param since when the oldest of them began to wait for it
public record WaitingCount(String token, long allocations, long jobs, Instant since) {}
