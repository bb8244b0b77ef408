package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.PendingReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Why allocations wait.
@Component
public class PendingReasonRows {
    private final JdbcClient sql;

    PendingReasonRows(JdbcClient sql) {
        this.sql = sql;
    }

    /// @return rows that were written: those that say the same as before are not
    public int replace(Map<AllocationId, PendingReason> reasons, Instant now) {
        var columns =
                Columns.of(List.copyOf(reasons.entrySet()))
                        .uuids("id", entry -> entry.getKey().value())
                        .texts("token", entry -> entry.getValue().token())
                        .texts("sentence", entry -> entry.getValue().sentence())
                        .json(
                                "numbers",
                                entry -> JsonColumns.writeObject(entry.getValue().numbers()))
                        .json("explanation", entry -> entry.getValue().explanation());
        return sql.sql(
                        """
                        insert into pending_reasons as old (allocation_id, token, sentence, numbers, explanation, since)
                        select v.id, v.token, v.sentence, v.numbers, v.explanation, cast(:now as timestamptz)
                        from %s join allocations a on a.id = v.id and a.state = 'PENDING'
                        order by v.id
                        on conflict (allocation_id) do update set token = excluded.token, sentence = excluded.sentence,
                            numbers = excluded.numbers, explanation = excluded.explanation,
                            since = case when old.token = excluded.token then old.since else excluded.since end
                        where (old.token, old.sentence, old.numbers, old.explanation)
                            is distinct from (excluded.token, excluded.sentence, excluded.numbers, excluded.explanation)\
                        """
                                .formatted(columns.relation()))
                .params(columns.parameters())
                .param("now", now.toString())
                .update();
    }
}
