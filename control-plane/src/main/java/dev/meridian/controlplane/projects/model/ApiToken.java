package dev.meridian.controlplane.projects.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A token of the API without its secret, of which only the SHA-256 is kept.
public record ApiToken(
        UUID id,
        String name,
        UUID userId,
        String userName,
        Scope scope,
        Instant createdAt,
        @Nullable Instant expiresAt) {}
