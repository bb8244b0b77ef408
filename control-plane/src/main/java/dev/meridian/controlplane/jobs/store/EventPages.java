package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.jobs.model.view.EventFilter;
import dev.meridian.controlplane.jobs.model.view.EventView;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The history backwards, from the newest event.
@Component
public class EventPages {
    /// Events get their ids in the order of time, but for what transactions that run at once and
    /// clocks of replicas differ by.
    private static final Duration DISORDER = Duration.ofMinutes(2);

    private final JdbcClient sql;

    EventPages(JdbcClient sql) {
        this.sql = sql;
    }

    /// @param beforeId only older ones; 0: from the newest
    public List<EventView> page(EventFilter filter, long beforeId, int limit) {
        List<String> where = new ArrayList<>();
        Map<String, Object> values = new HashMap<>();
        if (filter.job() != null) {
            where.add("job_id = :job");
            values.put("job", filter.job().value());
        }
        if (filter.node() != null) {
            where.add("node_id = :node");
            values.put("node", filter.node().value());
        }
        if (filter.kind() != null) {
            where.add("kind = :kind");
            values.put("kind", filter.kind());
        }
        if (!filter.projects().isEmpty()) {
            where.add("project = any(:projects)");
            values.put("projects", filter.projects().toArray(String[]::new));
        }
        if (beforeId > 0) {
            where.add("id < :before");
            values.put("before", beforeId);
        }
        between(filter, where, values);
        String text =
                "select * from events"
                        + (where.isEmpty() ? "" : " where " + String.join(" and ", where))
                        + " order by id desc limit :limit";
        return sql.sql(text)
                .params(values)
                .param("limit", limit)
                .query((row, _) -> EventViews.event(row))
                .list();
    }

    /// The id of the newest event among these; 0: there is none.
    public long newest(EventFilter filter) {
        return page(filter, 0, 1).stream().findFirst().map(EventView::id).orElse(0L);
    }

    /// All kinds that there are: each is looked for after the one before, which is one step in the
    /// index however long the history.
    public List<String> kinds() {
        return sql.sql(
                        """
                        with recursive kinds as (
                            (select kind from events order by kind limit 1)
                            union all
                            select (select e.kind from events e where e.kind > k.kind order by e.kind limit 1)
                            from kinds k where k.kind is not null)
                        select kind from kinds where kind is not null order by kind\
                        """)
                .query((row, _) -> row.getString("kind"))
                .list();
    }

    /// Times are looked for by ids, for these have an index; then by the time itself.
    private void between(EventFilter filter, List<String> where, Map<String, Object> values) {
        if (filter.from() != null) {
            where.add("at >= :from and id >= :fromId");
            values.put("from", filter.from().atOffset(ZoneOffset.UTC));
            values.put("fromId", firstSince(filter.from().minus(DISORDER)));
        }
        if (filter.until() != null) {
            where.add("at < :until and id <= :untilId");
            values.put("until", filter.until().atOffset(ZoneOffset.UTC));
            values.put("untilId", firstSince(filter.until().plus(DISORDER)));
        }
    }

    /// The first event at a time or later, found by halving; one past the last where there is none.
    private long firstSince(Instant time) {
        long low =
                Objects.requireNonNull(
                        sql.sql("select coalesce(min(id), 0) from events")
                                .query(Long.class)
                                .single());
        long high =
                Objects.requireNonNull(
                        sql.sql("select coalesce(max(id), 0) + 1 from events")
                                .query(Long.class)
                                .single());
        while (low < high) {
            long middle = low + (high - low) / 2;
            Optional<Dated> found = from(middle);
            if (found.isEmpty() || !found.get().at.isBefore(time)) {
                high = middle;
            } else {
                low = found.get().id + 1;
            }
        }
        return low;
    }

    private record Dated(long id, Instant at) {}

    private Optional<Dated> from(long id) {
        return sql.sql("select id, at from events where id >= :id order by id limit 1")
                .param("id", id)
                .query((row, _) -> new Dated(row.getLong(1), AllocationColumns.moment(row, "at")))
                .optional();
    }
}
