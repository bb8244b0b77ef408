package dev.meridian.controlplane.console.tokens;

import dev.meridian.controlplane.projects.model.ApiToken;
import dev.meridian.controlplane.projects.model.Scope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A token in the list.
///
/// @param scope in words
/// @param state `VALID` or `EXPIRED`
/// @param expiresAt null: never
record TokenLine(
        UUID id,
        String name,
        String user,
        String scope,
        String state,
        Instant createdAt,
        @Nullable Instant expiresAt) {

    static TokenLine of(ApiToken token, Instant now) {
        Instant end = token.expiresAt();
        return new TokenLine(
                token.id(),
                token.name(),
                token.userName(),
                words(token.scope()),
                end == null || now.isBefore(end) ? "VALID" : "EXPIRED",
                token.createdAt(),
                end);
    }

    private static String words(Scope scope) {
        String role = scope.role() == null ? "all roles" : scope.role().label();
        return scope.project() == null ? role : role + " in " + scope.project();
    }
}
