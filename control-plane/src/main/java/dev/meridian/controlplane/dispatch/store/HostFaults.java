package dev.meridian.controlplane.dispatch.store;

import dev.meridian.controlplane.approvals.model.Evidence;
import dev.meridian.controlplane.dispatch.model.HostRecord;
import dev.meridian.controlplane.fleet.model.NodeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What speaks against hosts: starts that failed on them alone, leases that they lost, silences.
///
/// Of a node whose quarantine was decided, or could have been, only what happened since then
/// counts: nobody is asked twice on the same evidence.
@Repository
public class HostFaults {
    /// One silence ends many leases, not all in the same round.
    private static final String ONE_SILENCE = "interval '2 minutes'";

    private static final String FAULTS =
            """
            with recent as (
                select t.node_id, t.reason, t.ended_at, t.allocation_id, t.epoch, t.detail
                from attempts t
                where t.reason in ('START_FAILED', 'NODE_LOST') and t.ended_at > :since),
            silent as (
                select node_id, at from events where kind = 'CONTACT_LOST' and at > :since and node_id is not null),
            decided as (
                select node_id, (
                    select coalesce(max(p.ended_at), :since) from approvals p
                    where p.kind = 'node-quarantine' and p.subject_type = 'node' and p.subject = node_id::text
                        and p.ended_at is not null) as at
                from (select node_id from recent union select node_id from silent) seen),
            faults as (
                select r.*, a.job_id
                from recent r join decided d on d.node_id = r.node_id and r.ended_at > d.at
                join allocations a on a.id = r.allocation_id),
            -- what several hosts cannot start is at fault itself
            starts as (
                select min(node_id::text)::uuid as node_id, job_id from faults where reason = 'START_FAILED'
                group by job_id having count(distinct node_id) = 1)\
            """;

    private static final String RECORDS =
            FAULTS
                    + """
                    , signs as (
                        select node_id, job_id, null::timestamptz as lost, null::timestamptz as silent from starts
                        union all
                        select node_id, null, date_bin(%1$s, ended_at, 'epoch'), null from faults where reason = 'NODE_LOST'
                        union all
                        select s.node_id, null, null, date_bin(%1$s, s.at, 'epoch')
                        from silent s join decided d on d.node_id = s.node_id and s.at > d.at)
                    select node_id, count(distinct job_id), count(distinct lost), count(distinct silent)
                    from signs group by node_id\
                    """
                            .formatted(ONE_SILENCE);

    private static final String NEWEST =
            FAULTS
                    + """

                    select f.*, j.name from faults f join jobs j on j.id = f.job_id
                    where f.node_id = :node
                        and (f.reason = 'NODE_LOST' or exists (select from starts s where s.job_id = f.job_id))
                    order by f.ended_at desc, f.allocation_id limit :most\
                    """;

    private final JdbcClient sql;

    HostFaults(JdbcClient sql) {
        this.sql = sql;
    }

    /// Of every node of which anything was seen.
    public List<HostRecord> since(Instant since) {
        return sql.sql(RECORDS)
                .param("since", utc(since))
                .query((row, _) ->
                        new HostRecord(
                                new NodeId(row.getObject(1, UUID.class)),
                                row.getInt(2),
                                row.getInt(3),
                                row.getInt(4)))
                .list();
    }

    /// Failed starts and lost leases of a node, newest first.
    public List<Evidence.Item> newest(NodeId node, Instant since, int most) {
        return sql.sql(NEWEST)
                .param("since", utc(since))
                .param("node", node.value())
                .param("most", most)
                .query((row, _) -> item(row))
                .list();
    }

    private static Evidence.Item item(ResultSet row) throws SQLException {
        String detail = row.getString("detail");
        String what =
                row.getString("reason").equals("START_FAILED")
                        ? " could not be started"
                        : " was lost with its lease";
        return new Evidence.Item(
                "An allocation of job "
                        + row.getString("name")
                        + what
                        + (detail == null || detail.isEmpty() ? "." : ": " + detail + "."),
                row.getObject("ended_at", OffsetDateTime.class).toInstant(),
                "/jobs/" + row.getObject("job_id", UUID.class));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
