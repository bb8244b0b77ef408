package dev.meridian.controlplane.forecast.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What watchers have learned of each subject, and how far they have looked.
@Repository
public class WatchStore {
    private static final String SAVE =
            """
            insert into watched_series (subject_type, subject, seen_until, state) values (?, ?, ?, ?)
            on conflict (subject_type, subject) do update set seen_until = excluded.seen_until, state = excluded.state
             where watched_series.seen_until < excluded.seen_until\
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    WatchStore(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /// @param seenUntil values before it have been looked at
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    public record State(Instant seenUntil, byte[] state) {}

    /// How far the subjects of a type have been looked at; empty where none has been.
    public Optional<Instant> newest(String type) {
        return jdbc.sql(
                        "select max(seen_until) as at from watched_series where subject_type = :type")
                .param("type", type)
                .query((row, _) ->
                        Optional.ofNullable(row.getObject("at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant))
                .single();
    }

    /// Of all subjects of a type, by their ids.
    public Map<String, State> of(String type) {
        Map<String, State> states = new HashMap<>();
        jdbc.sql("select subject, seen_until, state from watched_series where subject_type = :type")
                .param("type", type)
                .query(row -> {
                    states.put(
                            row.getString("subject"),
                            new State(
                                    row.getObject("seen_until", OffsetDateTime.class).toInstant(),
                                    row.getBytes("state")));
                });
        return states;
    }

    /// Of two replicas that looked at the same, the first is kept.
    public void save(String type, Map<String, State> states) {
        var all = states.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        batches.batchUpdate(
                SAVE,
                new BatchPreparedStatementSetter() {
                    @Override
                    public void setValues(PreparedStatement row, int i) throws SQLException {
                        State state = all.get(i).getValue();
                        row.setString(1, type);
                        row.setString(2, all.get(i).getKey());
                        row.setObject(3, state.seenUntil().atOffset(ZoneOffset.UTC));
                        row.setBytes(4, state.state());
                    }

                    @Override
                    public int getBatchSize() {
                        return all.size();
                    }
                });
    }
}
