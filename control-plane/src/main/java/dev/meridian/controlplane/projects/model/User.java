package dev.meridian.controlplane.projects.model;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/// Somebody, or some program, that may do something.
public record User(
        UUID id,
        String name,
        boolean disabled,
        Set<Grant> grants,
        Instant createdAt,
        long version) {

    public User {
        grants = Set.copyOf(grants);
    }
}
