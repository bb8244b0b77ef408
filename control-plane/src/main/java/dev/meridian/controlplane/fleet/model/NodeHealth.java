package dev.meridian.controlplane.fleet.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a node does, as far as contact tells.
///
/// @param bootId of the host's kernel; empty before the first Hello
/// @param lastHeard null: never
/// @param connectedSince start of the stream that lives now; null when there is none
/// @param changedAt when `contact` last changed
public record NodeHealth(
        Contact contact,
        String bootId,
        @Nullable Instant lastHeard,
        @Nullable Instant connectedSince,
        Instant changedAt) {}
