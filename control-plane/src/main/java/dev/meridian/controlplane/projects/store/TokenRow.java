package dev.meridian.controlplane.projects.store;

import dev.meridian.controlplane.projects.model.ApiToken;
import dev.meridian.controlplane.projects.model.Role;
import dev.meridian.controlplane.projects.model.Scope;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "api_tokens")
class TokenRow {
    @Id UUID id;
    String name;
    byte[] sha256;

    @ManyToOne(fetch = FetchType.EAGER)
    @JoinColumn(name = "user_id")
    UserRow user;

    @Nullable String scopeRole;
    @Nullable String scopeProject;
    Instant createdAt;
    @Nullable Instant expiresAt;
    @Nullable Instant revokedAt;

    @SuppressWarnings("NullAway.Init")
    TokenRow() {}

    TokenRow(ApiToken token, byte[] sha256, UserRow user) {
        this.id = token.id();
        this.name = token.name();
        this.sha256 = sha256;
        this.user = user;
        this.scopeRole = token.scope().role() == null ? null : token.scope().role().label();
        this.scopeProject = token.scope().project();
        this.createdAt = token.createdAt();
        this.expiresAt = token.expiresAt();
    }

    Scope scope() {
        return new Scope(
                scopeRole == null ? null : Role.ofLabel(scopeRole).orElseThrow(), scopeProject);
    }

    ApiToken token() {
        return new ApiToken(id, name, user.id, user.name, scope(), createdAt, expiresAt);
    }
}
