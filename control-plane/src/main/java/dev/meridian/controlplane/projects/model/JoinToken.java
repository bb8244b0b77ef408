package dev.meridian.controlplane.projects.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The right of one host to join a pool once; its secret is shown only when it is made.
public record JoinToken(
        UUID id,
        String region,
        String cluster,
        String pool,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant usedAt) {}
