package dev.meridian.controlplane.fleet.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Differs when a node came, went, was edited, or stands otherwise; heartbeats leave it alone.
///
/// @param edits versions added up
/// @param moved when a contact last changed; null where there is no node
public record FleetSign(long nodes, long edits, @Nullable Instant moved) {}
