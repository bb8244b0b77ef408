package dev.meridian.controlplane.telemetry.store;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.telemetry.model.LogChunk;
import dev.meridian.controlplane.telemetry.model.LogKey;
import dev.meridian.controlplane.telemetry.model.LogTail;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Chunks of logs, addressed by stream and first byte.
@Repository
public class LogStore {
    private static final String TAILS =
            """
            select k.n, coalesce(c.start + octet_length(c.data), 0) as tail, coalesce(c.truncated, false) as closed
              from unnest(?, ?, ?) with ordinality as k (allocation_id, epoch, stream, n)
              join attempts t on t.allocation_id = k.allocation_id and t.epoch = k.epoch and t.node_id = ?
              left join lateral (select start, data, truncated from log_chunks c
                                  where c.allocation_id = k.allocation_id and c.epoch = k.epoch and c.stream = k.stream
                                  order by start desc limit 1) c on true
            """;

    private static final String INSERT =
            """
            insert into log_chunks (allocation_id, epoch, stream, start, data, truncated)
            values (?, ?, ?, ?, ?, ?) on conflict do nothing
            """;

    private static final String READ =
            """
            select start, data, truncated from log_chunks
             where allocation_id = :allocation and epoch = :epoch and stream = :stream
               and start >= coalesce((select max(start) from log_chunks
                                       where allocation_id = :allocation and epoch = :epoch and stream = :stream
                                         and start <= :from), 0)
             order by start limit :limit
            """;

    /// The newest attempt and whether it has ended.
    private static final String ATTEMPT =
            """
            select epoch, ended_at is not null as ended from attempts
             where allocation_id = :allocation and (:epoch = 0 or epoch = :epoch)
             order by epoch desc limit 1
            """;

    private static final String DELETE =
            """
            delete from log_chunks where ctid = any (array(
                select c.ctid from log_chunks c
                  join allocations a on a.id = c.allocation_id
                  join jobs j on j.id = a.job_id
                 where c.at < :before and j.ended_at < :before
                 limit :limit))
            """;

    private final JdbcTemplate template;
    private final JdbcClient jdbc;

    LogStore(JdbcTemplate template, JdbcClient jdbc) {
        this.template = template;
        this.jdbc = jdbc;
    }

    /// How far streams are stored; those of attempts that the node never held are absent.
    public Map<LogKey, LogTail> tails(NodeId node, Collection<LogKey> keys) {
        List<LogKey> asked = List.copyOf(keys);
        Map<LogKey, LogTail> tails = new HashMap<>();
        template.query(
                TAILS,
                (PreparedStatement statement) -> {
                    var connection = statement.getConnection();
                    statement.setArray(
                            1,
                            connection.createArrayOf(
                                    "uuid",
                                    asked.stream().map(k -> k.allocation().value()).toArray()));
                    statement.setArray(
                            2,
                            connection.createArrayOf(
                                    "int4", asked.stream().map(LogKey::epoch).toArray()));
                    statement.setArray(
                            3,
                            connection.createArrayOf(
                                    "text", asked.stream().map(k -> k.stream().word()).toArray()));
                    statement.setObject(4, node.value());
                },
                row -> {
                    tails.put(
                            asked.get(row.getInt("n") - 1),
                            new LogTail(row.getLong("tail"), row.getBoolean("closed")));
                });
        return tails;
    }

    public void insert(List<LogChunk> chunks) {
        template.batchUpdate(
                INSERT,
                chunks,
                chunks.size(),
                (statement, chunk) -> {
                    statement.setObject(1, chunk.key().allocation().value());
                    statement.setInt(2, chunk.key().epoch());
                    statement.setString(3, chunk.key().stream().word());
                    statement.setLong(4, chunk.start());
                    statement.setBytes(5, chunk.data());
                    statement.setBoolean(6, chunk.truncated());
                });
    }

    /// The chunk that holds byte `from` and those after it.
    public List<LogChunk> read(LogKey key, long from, int limit) {
        return jdbc.sql(READ)
                .param("allocation", key.allocation().value())
                .param("epoch", key.epoch())
                .param("stream", key.stream().word())
                .param("from", from)
                .param("limit", limit)
                .query((row, _) ->
                        new LogChunk(
                                key,
                                row.getLong("start"),
                                row.getBytes("data"),
                                row.getBoolean("truncated")))
                .list();
    }

    /// The byte after the last that is stored.
    public long end(LogKey key) {
        return jdbc.sql(
                        """
                        select start + octet_length(data) from log_chunks
                         where allocation_id = :allocation and epoch = :epoch and stream = :stream
                         order by start desc limit 1
                        """)
                .param("allocation", key.allocation().value())
                .param("epoch", key.epoch())
                .param("stream", key.stream().word())
                .query((row, _) -> row.getLong(1))
                .optional()
                .orElse(0L);
    }

    /// @param epoch 0: the newest
    public Optional<Attempt> attempt(AllocationId allocation, int epoch) {
        return jdbc.sql(ATTEMPT)
                .param("allocation", allocation.value())
                .param("epoch", epoch)
                .query((row, _) -> new Attempt(row.getInt("epoch"), row.getBoolean("ended")))
                .optional();
    }

    public record Attempt(int epoch, boolean ended) {}

    /// Removes chunks of jobs that ended before an instant.
    ///
    /// @return how many; fewer than the limit when nothing is left
    public int deleteOfJobsEndedBefore(Instant before, int limit) {
        return jdbc.sql(DELETE)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .update();
    }
}
