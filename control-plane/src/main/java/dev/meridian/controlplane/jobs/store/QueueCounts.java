package dev.meridian.controlplane.jobs.store;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How much is under way. Nothing that has ended is read.
@Component
public class QueueCounts {
    static final String JOBS =
            "select state, count(*) as n from jobs where ended_at is null group by state";

    /// Rows go when their allocation no longer waits.
    private static final String PENDING =
            "select token as state, count(*) as n from pending_reasons group by token";

    private final JdbcClient sql;

    QueueCounts(JdbcClient sql) {
        this.sql = sql;
    }

    /// Jobs that have not ended, by state.
    public Map<String, Long> jobs() {
        return read(JOBS);
    }

    /// Allocations that a plan left waiting, by the token of the reason.
    public Map<String, Long> pending() {
        return read(PENDING);
    }

    private Map<String, Long> read(String statement) {
        Map<String, Long> counts = new HashMap<>();
        sql.sql(statement)
                .query(row -> {
                    counts.put(row.getString("state"), row.getLong("n"));
                });
        return counts;
    }
}
