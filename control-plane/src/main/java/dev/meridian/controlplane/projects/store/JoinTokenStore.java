package dev.meridian.controlplane.projects.store;

import dev.meridian.controlplane.projects.model.JoinToken;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Join tokens by named SQL: redeeming is a race that one statement decides.
@Repository
public class JoinTokenStore {
    private static final String COLUMNS =
            "id, region, cluster, pool, created_by, created_at, expires_at, used_at";

    private static final String INSERT =
            """
            insert into join_tokens (id, sha256, region, cluster, pool, created_by, created_at, expires_at)
            values (:id, :sha256, :region, :cluster, :pool, :createdBy, :createdAt, :expiresAt)
            """;
    private static final String REDEEM =
            """
            update join_tokens set used_at = :now
            where sha256 = :sha256 and used_at is null and expires_at > :now
            returning\
            """
                    + " "
                    + COLUMNS;
    private static final String LIST =
            "select " + COLUMNS + " from join_tokens order by created_at desc, id";
    private static final String FIND = "select " + COLUMNS + " from join_tokens where id = :id";
    private static final String DELETE = "delete from join_tokens where id = :id";
    private static final String SPENT = "delete from join_tokens where expires_at < :before";

    private final JdbcClient sql;

    JoinTokenStore(JdbcClient sql) {
        this.sql = sql;
    }

    public void insert(JoinToken token, byte[] sha256) {
        sql.sql(INSERT)
                .param("id", token.id())
                .param("sha256", sha256)
                .param("region", token.region())
                .param("cluster", token.cluster())
                .param("pool", token.pool())
                .param("createdBy", token.createdBy())
                .param("createdAt", token.createdAt().atOffset(ZoneOffset.UTC))
                .param("expiresAt", token.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Of many that try at once, one gets it.
    public Optional<JoinToken> redeem(byte[] sha256, Instant now) {
        return sql.sql(REDEEM)
                .param("sha256", sha256)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(JoinTokenStore::token)
                .optional();
    }

    public List<JoinToken> list() {
        return sql.sql(LIST).query(JoinTokenStore::token).list();
    }

    public Optional<JoinToken> find(UUID id) {
        return sql.sql(FIND).param("id", id).query(JoinTokenStore::token).optional();
    }

    public boolean delete(UUID id) {
        return sql.sql(DELETE).param("id", id).update() == 1;
    }

    /// Forgets those that nobody can use any more.
    public int deleteExpiredBefore(Instant before) {
        return sql.sql(SPENT).param("before", before.atOffset(ZoneOffset.UTC)).update();
    }

    private static JoinToken token(ResultSet row, int number) throws SQLException {
        Timestamp used = row.getTimestamp("used_at");
        return new JoinToken(
                row.getObject("id", UUID.class),
                row.getString("region"),
                row.getString("cluster"),
                row.getString("pool"),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                used == null ? null : used.toInstant());
    }
}
