package dev.meridian.controlplane.telemetry.store;

import dev.meridian.controlplane.telemetry.model.demand.Course;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Makes of the rows of a quarter of an hour one row with their means and maxima.
@Repository
public class Rollups {
    static final String ROLL_UP =
            """
            insert into sample_rollups (at, node_id, allocation_id, layout, samples, means, maxima)
            select :from, node_id, allocation_id, layout, max(n), array_agg(mean order by i), array_agg(most order by i)
            from (
                select s.node_id, s.allocation_id, s.layout, u.i, count(*) as n, avg(u.value)::real as mean,
                    max(u.value) as most
                from samples s cross join lateral unnest(s.readings) with ordinality u(value, i)
                where s.at >= :from and s.at < :to %s
                group by 1, 2, 3, 4) parts
            group by node_id, allocation_id, layout\
            """;

    /// A replica that stopped between a mark and its rows has stored them by then.
    private static final String LATE =
            """
            delete from late_samples where slot = :from and marked_at < now() - interval '2 min' returning node_id\
            """;

    private final JdbcClient jdbc;

    Rollups(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Slots before this one are rolled up.
    public Instant until() {
        return jdbc.sql("select at from sample_rollups_until")
                .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single();
    }

    /// Rolls up a slot that is over; of two replicas that do so at once, one does.
    @Transactional
    public void close(Instant slot) {
        OffsetDateTime from = slot.atOffset(ZoneOffset.UTC);
        int moved =
                jdbc.sql("update sample_rollups_until set at = :to where at = :from")
                        .param("from", from)
                        .param("to", from.plus(Course.SLOT))
                        .update();
        if (moved == 1) {
            jdbc.sql(ROLL_UP.formatted(""))
                    .param("from", from)
                    .param("to", from.plus(Course.SLOT))
                    .update();
        }
    }

    /// Goes on from a later slot: what lies between is no longer there.
    public void skipTo(Instant slot) {
        jdbc.sql("update sample_rollups_until set at = :to where at < :to")
                .param("to", slot.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Slots that are rolled up and of which something came late.
    public List<Instant> late() {
        return jdbc.sql(
                        """
                        select distinct slot from late_samples l, sample_rollups_until u
                        where l.slot < u.at and l.marked_at < now() - interval '2 min' order by slot\
                        """)
                .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .list();
    }

    /// Rolls up anew what late nodes have of a slot.
    @Transactional
    public void closeAgain(Instant slot) {
        OffsetDateTime from = slot.atOffset(ZoneOffset.UTC);
        UUID[] nodes =
                jdbc.sql(LATE)
                        .param("from", from)
                        .query((row, _) -> row.getObject(1, UUID.class))
                        .list()
                        .toArray(UUID[]::new);
        jdbc.sql("delete from sample_rollups where at = :from and node_id = any (:nodes)")
                .param("from", from)
                .param("nodes", nodes)
                .update();
        jdbc.sql(ROLL_UP.formatted("and s.node_id = any (:nodes)"))
                .param("from", from)
                .param("to", from.plus(Course.SLOT))
                .param("nodes", nodes)
                .update();
    }
}
