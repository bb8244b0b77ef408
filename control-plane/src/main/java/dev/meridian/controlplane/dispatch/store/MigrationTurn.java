package dev.meridian.controlplane.dispatch.store;

import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Lets one of all replicas look for migrations, so often and no oftener.
@Repository
public class MigrationTurn {
    private static final String TAKE =
            """
            update migration_turn set taken_at = cast(:now as timestamptz)
             where taken_at <= cast(:now as timestamptz) - :every * interval '1 ms'
                or taken_at > cast(:now as timestamptz)
            """;

    private final JdbcClient jdbc;

    MigrationTurn(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param every the least time from one turn to the next; a turn of the future, as a clock that
    ///   was set back leaves it, counts for nothing
    /// @return whether it is this replica's
    public boolean take(Duration every, Instant now) {
        return jdbc.sql(TAKE).param("now", now.toString()).param("every", every.toMillis()).update()
                == 1;
    }
}
