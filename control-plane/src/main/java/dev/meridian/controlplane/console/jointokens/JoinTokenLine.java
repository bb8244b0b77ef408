package dev.meridian.controlplane.console.jointokens;

import dev.meridian.controlplane.projects.model.JoinToken;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A join token in the list.
///
/// @param state `VALID`, `USED` or `EXPIRED`
record JoinTokenLine(
        UUID id,
        String region,
        String cluster,
        String pool,
        String createdBy,
        String state,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant usedAt) {

    static JoinTokenLine of(JoinToken token, Instant now) {
        String unused = now.isBefore(token.expiresAt()) ? "VALID" : "EXPIRED";
        return new JoinTokenLine(
                token.id(),
                token.region(),
                token.cluster(),
                token.pool(),
                token.createdBy(),
                token.usedAt() == null ? unused : "USED",
                token.createdAt(),
                token.expiresAt(),
                token.usedAt());
    }
}
