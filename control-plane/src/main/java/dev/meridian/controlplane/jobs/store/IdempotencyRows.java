package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.jobs.model.IdempotencyKey;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.Submission;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Keys by which a submission that is sent again is known.
///
/// A key is claimed in the transaction that stores the job. Whoever comes second waits for the
/// first, but not for long.
@Component
public class IdempotencyRows {
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String PATIENCE = "3s";

    private final JdbcClient sql;

    IdempotencyRows(JdbcClient sql) {
        this.sql = sql;
    }

    private record Name(String principal, String key) {
        static Name of(IdempotencyKey key) {
            return new Name(key.principal(), key.key());
        }
    }

    /// The key is being claimed by a transaction that takes its time.
    public static final class StillInFlight extends RuntimeException {
        private static final long serialVersionUID = 1;

        StillInFlight(Throwable cause) {
            super("another submission under the same key is being stored", cause);
        }
    }

    /// Claims the keys that nobody has used.
    ///
    /// @return answers for those that were used before; absent: claimed
    /// @throws StillInFlight when a key stays locked; the transaction is lost then
    public Map<IdempotencyKey, Submission> claim(Collection<IdempotencyKey> keys, Instant now) {
        // in one order, so that two batches never wait for each other in a circle
        List<IdempotencyKey> ordered =
                keys.stream()
                        .distinct()
                        .sorted(
                                Comparator.comparing(IdempotencyKey::principal)
                                        .thenComparing(IdempotencyKey::key))
                        .toList();
        sql.sql("select set_config('lock_timeout', :patience, true)")
                .param("patience", PATIENCE)
                .query()
                .singleValue();
        Map<Name, String> mine = new HashMap<>();
        try {
            claim(ordered, now, mine);
        } catch (DataAccessException e) {
            if (e.getRootCause() instanceof SQLException cause
                    && LOCK_NOT_AVAILABLE.equals(cause.getSQLState())) {
                throw new StillInFlight(e);
            }
            throw e;
        }
        sql.sql("select set_config('lock_timeout', '0', true)").query().singleValue();
        Map<IdempotencyKey, Submission> answers = new HashMap<>();
        Map<Name, Used> used = used(ordered.stream().filter(key -> !isMine(key, mine)).toList());
        for (IdempotencyKey key : ordered) {
            if (!isMine(key, mine)) {
                @Nullable Used before = used.get(Name.of(key));
                answers.put(
                        key,
                        before == null ? new Submission.InFlight(key.key()) : before.answer(key));
            }
        }
        return answers;
    }

    /// The keys were claimed in this transaction; these are the jobs that they stand for.
    public void settle(Map<IdempotencyKey, JobId> jobs) {
        if (jobs.isEmpty()) {
            return;
        }
        var columns =
                Columns.of(List.copyOf(jobs.entrySet()))
                        .texts("of_principal", entry -> entry.getKey().principal())
                        .texts("of_key", entry -> entry.getKey().key())
                        .uuids("job", entry -> entry.getValue().value());
        sql.sql(
                        "update idempotency_keys k set job_id = v.job from %s where k.principal = v.of_principal and k.key = v.of_key"
                                .formatted(columns.relation()))
                .params(columns.parameters())
                .update();
    }

    private record Used(String sha256, @Nullable JobId job) {
        Submission answer(IdempotencyKey key) {
            if (!sha256.equals(key.bodySha256())) {
                return new Submission.KeyTaken(key.key());
            }
            return job == null ? new Submission.InFlight(key.key()) : new Submission.Repeated(job);
        }
    }

    private static boolean isMine(IdempotencyKey key, Map<Name, String> mine) {
        return key.bodySha256().equals(mine.get(Name.of(key)));
    }

    private void claim(List<IdempotencyKey> ordered, Instant now, Map<Name, String> mine) {
        var columns =
                Columns.of(ordered)
                        .texts("principal", IdempotencyKey::principal)
                        .texts("key", IdempotencyKey::key)
                        .texts("sha256", IdempotencyKey::bodySha256);
        sql.sql(
                        """
                        insert into idempotency_keys (principal, key, body_sha256, created_at)
                        select principal, key, decode(sha256, 'hex'), cast(:now as timestamptz) from %s
                        on conflict do nothing returning principal, key, body_sha256\
                        """
                                .formatted(columns.relation()))
                .params(columns.parameters())
                .param("now", now.toString())
                .query(row -> {
                    mine.put(
                            new Name(row.getString(1), row.getString(2)),
                            HexFormat.of().formatHex(row.getBytes(3)));
                });
    }

    private Map<Name, Used> used(List<IdempotencyKey> keys) {
        Map<Name, Used> used = new HashMap<>();
        if (keys.isEmpty()) {
            return used;
        }
        var columns =
                Columns.of(keys)
                        .texts("of_principal", IdempotencyKey::principal)
                        .texts("of_key", IdempotencyKey::key);
        sql.sql(
                        """
                        select k.principal, k.key, k.body_sha256, k.job_id from %s
                        join idempotency_keys k on k.principal = v.of_principal and k.key = v.of_key\
                        """
                                .formatted(columns.relation()))
                .params(columns.parameters())
                .query(row -> {
                    @Nullable UUID job = row.getObject(4, UUID.class);
                    used.put(
                            new Name(row.getString(1), row.getString(2)),
                            new Used(
                                    HexFormat.of().formatHex(row.getBytes(3)),
                                    job == null ? null : new JobId(job)));
                });
        return used;
    }
}
