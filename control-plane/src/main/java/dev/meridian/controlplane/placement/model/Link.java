package dev.meridian.controlplane.placement.model;

import dev.meridian.controlplane.kernel.model.Money;
import org.jspecify.annotations.Nullable;

/// What it costs and takes to move data between two regions.
///
/// @param latencyMs round trip; null: not known
/// @param bandwidthMbps null: not known
public record Link(Money egressPerGb, @Nullable Double latencyMs, @Nullable Double bandwidthMbps) {}
