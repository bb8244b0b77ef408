package dev.meridian.controlplane.forecast.store;

import dev.meridian.controlplane.forecast.model.runtime.Again;
import dev.meridian.controlplane.forecast.model.runtime.Programs;
import dev.meridian.controlplane.forecast.model.runtime.Run;
import dev.meridian.controlplane.forecast.model.runtime.Traits;
import dev.meridian.controlplane.jobs.model.spec.AcceleratorRequest;
import dev.meridian.controlplane.jobs.model.spec.Durations;
import dev.meridian.controlplane.jobs.model.spec.InvalidSpecException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What runs were like: those that ended well, and those that go on.
@Repository
public class RunStore {
    private static final String TRAITS =
            """
            s.submitted_by, g.cpu_millis, g.memory_mib,
                s.spec #>> array['taskGroups', g.ordinal::text, 'task', 'image'] as image,
                s.spec #>> array['taskGroups', g.ordinal::text, 'task', 'command'] as command,
                s.spec #>> array['taskGroups', g.ordinal::text, 'resources', 'accelerators'] as accelerators\
            """;

    /// One run after the other, by their keys: the newest are few, and the tables are large.
    private static final String ENDED =
            """
            select t.allocation_id, t.epoch, t.started_at, t.ended_at, t.peak_memory_mib, w.*
            from (
                select * from attempts
                where state = 'SUCCEEDED' and ended_at >= :since and ended_at < :end and started_at is not null
                order by ended_at %s limit :most) t
            cross join lateral (
                select g.queued_at, %s
                from allocations a
                join task_groups g on g.id = a.group_id
                join jobs j on j.id = a.job_id and j.type = 'batch'
                join job_specs s on s.id = a.job_id
                where a.id = t.allocation_id limit 1) w
            order by t.ended_at, t.allocation_id\
            """;

    private static final String OF_GROUPS =
            """
            select g.id, j.type, s.spec #>> '{runtime,estimate}' as estimate, %s
            from task_groups g join jobs j on j.id = g.job_id join job_specs s on s.id = g.job_id
            where g.id = any (:groups)\
            """
                    .formatted(TRAITS);

    /// What was stopped, or lost, before; of what waits from an index of its own. Each group is
    /// looked up by itself: joined, the database may read all groups where it takes few for many.
    private static final String AGAIN =
            """
            select a.group_id, min(g.queued_at) as queued_at, max(t.seconds) as seconds
            from allocations a
            cross join lateral (select queued_at from task_groups where id = a.group_id limit 1) g
            cross join lateral (
                select sum(extract(epoch from ended_at - started_at)) as seconds from attempts
                where allocation_id = a.id and ended_at is not null and started_at is not null offset 0) t
            where %s and t.seconds is not null
            group by a.group_id\
            """;

    private static final String WAITING_AGAIN =
            AGAIN.formatted("a.state = 'PENDING' and a.epoch > 0");
    private static final String RUNNING_AGAIN =
            AGAIN.formatted("a.node_id is not null and a.epoch > 1");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<String>> WORDS = new TypeReference<>() {};

    /// The database takes a span for narrower than what has no end, and reads it from its index.
    private static final Duration LONGEST = Duration.ofDays(366);

    private static final double MILLIS = 1000;

    private final JdbcClient jdbc;

    RunStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The newest runs that ended since then, in the order of their ends.
    public List<Run> newest(Instant since, int most) {
        return runs("desc", since, most);
    }

    /// The first that ended at or after a moment, in the order of their ends.
    public List<Run> after(Instant since, int most) {
        return runs("", since, most);
    }

    private List<Run> runs(String order, Instant since, int most) {
        return jdbc.sql(ENDED.formatted(order, TRAITS))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("end", since.plus(LONGEST).atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((row, _) ->
                        new Run(
                                row.getObject("allocation_id", UUID.class),
                                row.getInt("epoch"),
                                traits(row),
                                instant(row, "queued_at"),
                                instant(row, "started_at"),
                                instant(row, "ended_at"),
                                row.getObject("peak_memory_mib") == null
                                        ? null
                                        : row.getDouble("peak_memory_mib")))
                .list();
    }

    /// @param estimate seconds, as its user says; null: to be foretold
    public record OfGroup(Traits traits, boolean service, @Nullable Double estimate) {}

    /// What is known of the runs of task groups.
    public Map<UUID, OfGroup> ofGroups(Collection<UUID> groups) {
        Map<UUID, OfGroup> found = new HashMap<>();
        jdbc.sql(OF_GROUPS)
                .param("groups", groups.toArray(UUID[]::new))
                .query(row -> {
                    found.put(
                            row.getObject("id", UUID.class),
                            new OfGroup(
                                    traits(row),
                                    row.getString("type").equals("service"),
                                    seconds(row.getString("estimate"))));
                });
        return found;
    }

    /// When what runs now has started.
    public Map<UUID, Instant> started() {
        Map<UUID, Instant> started = new HashMap<>();
        jdbc.sql("select id, started_at from allocations where node_id is not null")
                .query(row -> {
                    OffsetDateTime at = row.getObject("started_at", OffsetDateTime.class);
                    if (at != null) {
                        started.put(row.getObject("id", UUID.class), at.toInstant());
                    }
                });
        return started;
    }

    /// Task groups of which something waits for another attempt.
    public Map<UUID, Again> waitingAgain() {
        return again(WAITING_AGAIN);
    }

    /// Task groups of which something holds a place again.
    public Map<UUID, Again> runningAgain() {
        return again(RUNNING_AGAIN);
    }

    private Map<UUID, Again> again(String statement) {
        Map<UUID, Again> found = new HashMap<>();
        jdbc.sql(statement)
                .query(row -> {
                    found.put(
                            row.getObject("group_id", UUID.class),
                            new Again(instant(row, "queued_at"), row.getDouble("seconds")));
                });
        return found;
    }

    private static Traits traits(ResultSet row) throws SQLException {
        return new Traits(
                row.getString("submitted_by"),
                Programs.of(row.getString("image"), words(row.getString("command"))),
                row.getLong("cpu_millis") / MILLIS,
                row.getLong("memory_mib"),
                devices(row.getString("accelerators")));
    }

    private static List<String> words(@Nullable String json) {
        try {
            return json == null ? List.of() : JSON.readValue(json, WORDS);
        } catch (JacksonException _) {
            return List.of();
        }
    }

    private static double devices(@Nullable String text) {
        try {
            return text == null ? 0 : AcceleratorRequest.parse(text).millis() / MILLIS;
        } catch (NumberFormatException | InvalidSpecException _) {
            return 0;
        }
    }

    private static @Nullable Double seconds(@Nullable String estimate) {
        try {
            return estimate == null ? null : (double) Durations.parse(estimate).toSeconds();
        } catch (NumberFormatException _) {
            // auto
            return null;
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
