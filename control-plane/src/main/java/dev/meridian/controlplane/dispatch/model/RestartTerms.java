package dev.meridian.controlplane.dispatch.model;

import java.time.Duration;

/// What an agent may do by itself about work that fails while no control plane can be asked.
///
/// @param left retries that it may spend
/// @param spent before this placement
/// @param backoff before the first retry of all; doubled with each that was spent
public record RestartTerms(int left, int spent, Duration backoff, Duration longest) {}
