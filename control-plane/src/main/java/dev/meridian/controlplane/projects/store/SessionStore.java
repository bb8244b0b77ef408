package dev.meridian.controlplane.projects.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Sessions of the console, by the SHA-256 of their secret.
@Repository
public class SessionStore {
    private static final String INSERT =
            """
            insert into console_sessions (sha256, user_id, password_mark, opened_at, used_at)
            values (:sha256, :user, :mark, :now, :now)
            """;
    private static final String FIND =
            """
            select user_id, password_mark, opened_at, used_at from console_sessions
            where sha256 = :sha256 and used_at > :usedSince and opened_at > :openedSince
            """;
    private static final String USED =
            "update console_sessions set used_at = :now where sha256 = :sha256 and used_at < :now";
    private static final String END = "delete from console_sessions where sha256 = :sha256";
    private static final String END_ALL = "delete from console_sessions where user_id = :user";
    private static final String EXPIRED =
            """
            delete from console_sessions
            where used_at <= :usedSince or opened_at <= :openedSince
            """;

    private final JdbcClient sql;

    SessionStore(JdbcClient sql) {
        this.sql = sql;
    }

    /// One that has not expired.
    public record Kept(UUID user, String passwordMark, Instant openedAt, Instant usedAt) {}

    public void insert(byte[] sha256, UUID user, String passwordMark, Instant now) {
        sql.sql(INSERT)
                .param("sha256", sha256)
                .param("user", user)
                .param("mark", passwordMark)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Unless it was not used for so long, or is as old as that.
    public Optional<Kept> find(byte[] sha256, Instant usedSince, Instant openedSince) {
        return sql.sql(FIND)
                .param("sha256", sha256)
                .param("usedSince", usedSince.atOffset(ZoneOffset.UTC))
                .param("openedSince", openedSince.atOffset(ZoneOffset.UTC))
                .query(SessionStore::kept)
                .optional();
    }

    public void used(byte[] sha256, Instant now) {
        sql.sql(USED).param("sha256", sha256).param("now", now.atOffset(ZoneOffset.UTC)).update();
    }

    public void end(byte[] sha256) {
        sql.sql(END).param("sha256", sha256).update();
    }

    public void endAllOf(UUID user) {
        sql.sql(END_ALL).param("user", user).update();
    }

    /// Forgets those that [#find] would not find.
    public int deleteExpired(Instant usedSince, Instant openedSince) {
        return sql.sql(EXPIRED)
                .param("usedSince", usedSince.atOffset(ZoneOffset.UTC))
                .param("openedSince", openedSince.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Kept kept(ResultSet row, int number) throws SQLException {
        return new Kept(
                row.getObject("user_id", UUID.class),
                row.getString("password_mark"),
                row.getTimestamp("opened_at").toInstant(),
                row.getTimestamp("used_at").toInstant());
    }
}
