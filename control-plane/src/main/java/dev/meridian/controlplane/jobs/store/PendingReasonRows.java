package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.PendingReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Why allocations wait, and why no place stands by for those that do not.
@Component
public class PendingReasonRows {
    /// Of rows whose allocation still is as the plan saw it.
    private static final String REPLACE =
            """
            insert into %1$s as old (allocation_id, token, sentence, numbers, explanation, since)
            select v.id, v.token, v.sentence, v.numbers, v.explanation, cast(:now as timestamptz)
            from %2$s join allocations a on a.id = v.id and %3$s
            order by v.id
            on conflict (allocation_id) do update set token = excluded.token, sentence = excluded.sentence,
                numbers = excluded.numbers, explanation = excluded.explanation,
                since = case when old.token = excluded.token then old.since else excluded.since end
            where (old.token, old.sentence, old.numbers, old.explanation)
                is distinct from (excluded.token, excluded.sentence, excluded.numbers, excluded.explanation)\
            """;

    private static final String LACKS_ONE =
            """
            a.state in ('ASSIGNED', 'STARTING', 'RUNNING') and a.stop_order is null
                join task_groups g on g.id = a.group_id and g.standbys > (
                    select count(*) from standbys s where s.allocation_id = a.id and s.ended_at is null)\
            """;

    private final JdbcClient sql;

    PendingReasonRows(JdbcClient sql) {
        this.sql = sql;
    }

    /// @return rows that were written: those that say the same as before are not
    public int replace(Map<AllocationId, PendingReason> reasons, Instant now) {
        return replace("pending_reasons", "a.state = 'PENDING'", reasons, now);
    }

    /// The same of places that were to stand by.
    public int replaceOfStandbys(Map<AllocationId, PendingReason> reasons, Instant now) {
        return replace("standby_reasons", LACKS_ONE, reasons, now);
    }

    private int replace(
            String table, String condition, Map<AllocationId, PendingReason> reasons, Instant now) {
        var columns =
                Columns.of(List.copyOf(reasons.entrySet()))
                        .uuids("id", entry -> entry.getKey().value())
                        .texts("token", entry -> entry.getValue().token())
                        .texts("sentence", entry -> entry.getValue().sentence())
                        .json(
                                "numbers",
                                entry -> JsonColumns.writeObject(entry.getValue().numbers()))
                        .json("explanation", entry -> entry.getValue().explanation());
        return sql.sql(REPLACE.formatted(table, columns.relation(), condition))
                .params(columns.parameters())
                .param("now", now.toString())
                .update();
    }
}
