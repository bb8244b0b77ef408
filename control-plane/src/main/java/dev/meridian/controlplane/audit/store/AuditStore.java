package dev.meridian.controlplane.audit.store;

import dev.meridian.controlplane.audit.model.AuditEntry;
import dev.meridian.controlplane.audit.model.AuditFilter;
import dev.meridian.controlplane.audit.model.AuditVerdict;
import dev.meridian.controlplane.audit.model.Chain;
import dev.meridian.controlplane.audit.model.NewEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/// The table `audit_entries`, which itself refuses updates and deletes.
@Repository
public class AuditStore {
    /// One writer at a time over all replicas, to the end of the transaction.
    private static final String LOCK =
            "select 1 from pg_advisory_xact_lock(hashtext('meridian audit chain'))";

    private static final String LAST =
            "select seq, hash from audit_entries order by seq desc limit 1";
    private static final String INSERT =
            """
            insert into audit_entries (seq, at, actor, source, action, object, detail, previous, hash)
            values (?, ?, ?, ?, ?, ?, ?::json, ?, ?)
            """;
    private static final String LIST =
            """
            select seq, at, actor, source, action, object, detail::text as detail
            from audit_entries where %s order by seq desc limit :limit
            """;
    private static final String ALL =
            """
            select seq, at, actor, source, action, object, detail::text as detail, previous, hash
            from audit_entries order by seq
            """;

    private static final int ROWS_AT_ONCE = 1000;

    private record End(long seq, byte[] hash) {}

    private final JdbcTemplate sql;
    private final JdbcTemplate streaming;
    private final TransactionTemplate transaction;

    AuditStore(JdbcTemplate sql, TransactionTemplate transaction) {
        this.sql = sql;
        this.streaming = new JdbcTemplate(Objects.requireNonNull(sql.getDataSource()));
        this.streaming.setFetchSize(ROWS_AT_ONCE);
        this.transaction = transaction;
    }

    public void append(List<NewEntry> entries) {
        transaction.executeWithoutResult(_ -> {
            sql.queryForList(LOCK);
            End end =
                    sql.query(LAST, (row, _) -> new End(row.getLong(1), row.getBytes(2))).stream()
                            .findFirst()
                            .orElse(new End(0, Chain.start()));
            var rows = new ArrayList<Object[]>();
            for (NewEntry entry : entries) {
                AuditEntry placed = entry.at(end.seq() + 1);
                byte[] hash = Chain.hash(end.hash(), placed);
                rows.add(
                        new Object[] {
                            placed.seq(),
                            Timestamp.from(placed.at()),
                            placed.actor(),
                            placed.source(),
                            placed.action(),
                            placed.object(),
                            placed.detail(),
                            end.hash(),
                            hash
                        });
                end = new End(placed.seq(), hash);
            }
            sql.batchUpdate(INSERT, rows);
        });
    }

    /// Newest first.
    public List<AuditEntry> list(AuditFilter filter, long before, int limit) {
        var search = new AuditSearch(filter, before);
        return JdbcClient.create(sql)
                .sql(LIST.formatted(search.where()))
                .params(search.values())
                .param("limit", limit)
                .query((row, _) -> entry(row))
                .list();
    }

    public AuditVerdict verify() {
        var check = new ChainCheck();
        // a transaction, for without one the driver reads all rows at once
        transaction.executeWithoutResult(_ ->
                streaming.query(
                        ALL,
                        row -> {
                            check.next(entry(row), row.getBytes("previous"), row.getBytes("hash"));
                        }));
        return check.verdict();
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("seq"),
                row.getTimestamp("at").toInstant(),
                row.getString("actor"),
                row.getString("source"),
                row.getString("action"),
                row.getString("object"),
                row.getString("detail"));
    }
}
