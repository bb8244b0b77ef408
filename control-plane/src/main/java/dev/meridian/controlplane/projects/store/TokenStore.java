package dev.meridian.controlplane.projects.store;

import dev.meridian.controlplane.projects.model.ApiToken;
import dev.meridian.controlplane.projects.model.User;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// Rows of API tokens, by the SHA-256 of their secret; to be used within a transaction.
@Repository
public class TokenStore {

    /// A token that is neither revoked nor of a disabled user, with its owner.
    public record Known(ApiToken token, User owner) {}

    private final EntityManager rows;

    TokenStore(EntityManager rows) {
        this.rows = rows;
    }

    public void insert(ApiToken token, byte[] sha256) {
        rows.persist(new TokenRow(token, sha256, rows.getReference(UserRow.class, token.userId())));
        rows.flush();
    }

    public Optional<Known> findBySha256(byte[] sha256) {
        return rows.createQuery(
                        "from TokenRow where sha256 = :sha256 and revokedAt is null and user.disabled = false",
                        TokenRow.class)
                .setParameter("sha256", sha256)
                .getResultStream()
                .findFirst()
                .map(row -> new Known(row.token(), row.user.user()));
    }

    public Optional<ApiToken> find(UUID id) {
        return Optional.ofNullable(rows.find(TokenRow.class, id))
                .filter(row -> row.revokedAt == null)
                .map(TokenRow::token);
    }

    /// @param owner null: of everybody
    public List<ApiToken> list(@Nullable UUID owner) {
        return rows.createQuery(
                        "from TokenRow where revokedAt is null and (cast(:owner as uuid) is null or user.id = :owner) order by createdAt, id",
                        TokenRow.class)
                .setParameter("owner", owner)
                .getResultStream()
                .map(TokenRow::token)
                .toList();
    }

    /// Whether there was one to revoke.
    public boolean revoke(UUID id, Instant at) {
        return rows.createQuery(
                                "update TokenRow set revokedAt = :at where id = :id and revokedAt is null")
                        .setParameter("at", at)
                        .setParameter("id", id)
                        .executeUpdate()
                == 1;
    }
}
