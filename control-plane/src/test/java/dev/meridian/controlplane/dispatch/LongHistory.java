package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.support.TestDatabase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A plane that has run for long: 200,000 allocations of 50,000 jobs that ended, 20,000 of 2,000
/// that run on 200 nodes, 500 that wait; logs of those that ended, and samples of an hour.
final class LongHistory {
    /// Tables in which what ended stays, and what is measured.
    static final List<String> GROWING =
            List.of(
                    "job_specs",
                    "jobs",
                    "task_groups",
                    "allocations",
                    "attempts",
                    "events",
                    "approvals",
                    "log_chunks",
                    "samples_%",
                    "sample_rollups_all",
                    "demand_days_%",
                    "demand_observations",
                    "forecasts_%",
                    "forecast_errors",
                    "console_sessions");

    private static final List<String> ROWS =
            List.of(
                    "set local session_replication_role = replica",
                    "create table samples_all partition of samples for values from ('2000-01-01') to ('2100-01-01')",
                    // a fiftieth of the fleet for which ranges of 128 pages are made
                    "alter index samples_all_at_idx set (pages_per_range = 3)",
                    "reindex index samples_all_at_idx",
                    "insert into regions (name) values ('r')",
                    "insert into clusters (id, region, name) values (gen_random_uuid(), 'r', 'c')",
                    "insert into node_pools (id, cluster_id, name) select gen_random_uuid(), id, 'p' from clusters",
                    """
                    insert into nodes (id, cluster_id, pool_id, name, cpu_millis, memory_mib, disk_mib)
                    select cast(lpad(i::text, 32, '0') as uuid), c.id, p.id, 'n' || i, 1, 1, 1
                    from clusters c, node_pools p, generate_series(0, 199) i\
                    """,
                    """
                    insert into node_health (node_id, contact, last_heard_at)
                    select id, case when name = 'n7' then 'SUSPECT' else 'READY' end, now() from nodes\
                    """,
                    """
                    insert into job_specs (id, name, project, queue, spec, submitted_by, submitted_at)
                    select gen_random_uuid(), case when i < 50000 then 'ended' when i < 52000 then 'runs' else 'waits' end,
                        'default', 'default', '{}', 'ada', now() - interval '1 day'
                    from generate_series(0, 52499) i\
                    """,
                    """
                    insert into jobs (id, name, project, queue, type, priority, state, submitted_at, ended_at,
                        disconnect_policy, lost_after)
                    select id, name, project, queue, 'batch', 500,
                        case name when 'ended' then 'SUCCEEDED' when 'runs' then 'RUNNING' else 'QUEUED' end, submitted_at,
                        case name when 'ended' then now() end, 'fence', '2min'
                    from job_specs\
                    """,
                    """
                    insert into task_groups (id, job_id, ordinal, name, count, ready, priority, queued_at,
                        cpu_millis, memory_mib, disk_mib, waiting, active, succeeded)
                    select gen_random_uuid(), id, 0, 'main',
                        n, true, 500, submitted_at, 1, 1, 1, case name when 'waits' then n else 0 end,
                        case name when 'runs' then n else 0 end, case name when 'ended' then n else 0 end
                    from (select *, case name when 'ended' then 4 when 'runs' then 10 else 1 end as n from jobs)\
                    """,
                    """
                    insert into allocations (id, job_id, group_id, index, state, epoch, node_id, exit_code, created_at,
                        changed_at, ended_at)
                    select gen_random_uuid(), job_id, id, i,
                        case when succeeded > 0 then 'SUCCEEDED' when active > 0 then 'RUNNING' else 'PENDING' end,
                        case when waiting > 0 then 0 else 1 end,
                        case when active > 0 then cast(lpad((abs(hashtext(id::text) + i) % 200)::text, 32, '0') as uuid) end,
                        case when succeeded > 0 then 0 end, queued_at, queued_at, case when succeeded > 0 then now() end
                    from task_groups, generate_series(0, count - 1) i\
                    """,
                    """
                    insert into attempts (allocation_id, epoch, node_id, region, cluster, state, assigned_at, started_at, ended_at,
                        reason)
                    select id, epoch, coalesce(node_id, cast(lpad((index % 200)::text, 32, '0') as uuid)), 'r', 'c', state,
                        created_at, case when ended_at is not null then created_at end,
                        ended_at - abs(hashtext(job_id::text)) % 86400 * interval '1 s',
                        case when ended_at is not null and abs(hashtext(id::text)) % 2000 = 0 then 'NODE_LOST' end
                    from allocations where epoch > 0\
                    """,
                    """
                    insert into leases (allocation_id, epoch, node_id, policy, length, expires_at)
                    select id, epoch, node_id, 'fence', '2min', now() + interval '2min'
                    from allocations where node_id is not null\
                    """,
                    """
                    insert into events (at, kind, job_id, allocation_id, sentence)
                    select created_at, 'SUCCEEDED', job_id, id, '' from allocations where ended_at is not null\
                    """,
                    """
                    insert into approvals (id, kind, subject_type, subject, subject_name, seen, sentence, proposed_by,
                        proposed_at, expires_at, state, ended_at, ended_by, ended_reason)
                    select gen_random_uuid(), 'node-quarantine', 'node', i::text, 'n', '0', '', 'system',
                        now() - interval '2 days', now() + interval '1 day', case when i >= 5 then 'REJECTED' else 'PENDING' end,
                        case when i >= 5 then now() - interval '1 day' end, case when i >= 5 then 'ada' end,
                        case when i >= 5 then 'no' end
                    from generate_series(0, 199999) i\
                    """,
                    """
                    insert into users (id, name, created_at)
                    select cast(lpad(i::text, 32, '0') as uuid), 'u' || i, now() from generate_series(0, 99) i\
                    """,
                    """
                    insert into console_sessions (sha256, user_id, password_mark, opened_at, used_at)
                    select sha256(cast(i::text as bytea)), cast(lpad((i % 100)::text, 32, '0') as uuid), 'm',
                        now() - interval '1 hour', now()
                    from generate_series(0, 49999) i\
                    """,
                    """
                    insert into log_chunks (allocation_id, epoch, stream, start, data, at)
                    select id, 1, 'stdout', 0, 'hello', created_at from allocations where epoch > 0\
                    """,
                    """
                    insert into sample_layouts (fingerprint, metrics, devices)
                    values (gen_random_uuid(), '{cpu.used,memory.used,disk.used,net.rx}', '{"","","",eth0}')\
                    """,
                    "create table sample_rollups_all partition of sample_rollups for values from ('2000-01-01') to ('2100-01-01')",
                    """
                    insert into samples (at, node_id, layout, readings)
                    select now() - s * interval '60 s', n.id, l.id, '{1,2,3,4}'
                    from generate_series(1000, 0, -1) s, nodes n, sample_layouts l order by s desc\
                    """,
                    """
                    insert into sample_rollups (at, node_id, layout, samples, means, maxima)
                    select date_bin('15 min', now(), '2000-01-01') - s * interval '15 min', n.id, l.id, 90, '{1,2,3,4}', '{1,2,3,4}'
                    from generate_series(2880, 1, -2) s, nodes n, sample_layouts l\
                    """,
                    """
                    update sample_rollups_until set at = date_bin('15 min', now(), '2000-01-01') - interval '15 min'\
                    """,
                    "create table demand_days_all partition of demand_days for values from ('2000-01-01') to ('2100-01-01')",
                    """
                    insert into demand_series (scope, owner, resource, measure, busy_on)
                    select 'project', 'p' || i, 'cpu', 'used', current_date from generate_series(1, 1000) i\
                    """,
                    """
                    insert into demand_days (day, series, means, maxima)
                    select current_date - d, id, array_fill(1::real, array[90]), array_fill(1::real, array[90])
                    from demand_series, generate_series(1, 200) d\
                    """,
                    """
                    insert into demand_observations (at, series, value)
                    select date_bin('1 min', now(), '2000-01-01') - m * interval '1 min', id, 1
                    from demand_series, generate_series(0, 60) m\
                    """,
                    "create table forecasts_all partition of forecasts for values from ('2000-01-01') to ('2100-01-01')",
                    """
                    insert into forecasts (series, origin, replayed, last, p05, p50, p95, shares)
                    select id, date_bin('15 min', now(), '2000-01-01') - q * interval '15 min', false, 1,
                        array_fill(1::real, array[8]), array_fill(1::real, array[8]), array_fill(1::real, array[8]),
                        array_fill(0::real, array[8])
                    from demand_series, generate_series(2, 150) q\
                    """,
                    """
                    insert into forecast_errors (series, day, judged, errors, naive, above, below)
                    select id, current_date - d, array_fill(1, array[8]), array_fill(1::float8, array[8]),
                        array_fill(1::float8, array[8]), array_fill(0, array[8]), array_fill(0, array[8])
                    from demand_series, generate_series(1, 200) d\
                    """);

    private final JdbcClient jdbc;

    /// Hours are closed up to one that none of what ended reaches into.
    static final Instant CLOSED = Instant.parse("2099-01-01T00:00:00Z");

    LongHistory(TestDatabase database) {
        jdbc = database.jdbc();
        database.transactions()
                .executeWithoutResult(_ -> ROWS.forEach(each -> jdbc.sql(each).update()));
        jdbc.sql("update project_hours_until set hour = ?")
                .param(CLOSED.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("vacuum analyze").update();
        // the last range too, which is not full
        jdbc.sql("select brin_summarize_new_values('samples_all_at_idx')").query().singleRow();
    }

    byte[] session() {
        return jdbc.sql("select sha256 from console_sessions limit 1").query(byte[].class).single();
    }

    NodeId node() {
        return new NodeId(new UUID(0, 7));
    }

    /// One that holds the node.
    JobId job() {
        return jdbc.sql("select job_id from allocations where node_id = ? limit 1")
                .param(node().value())
                .query((row, _) -> new JobId(row.getObject(1, UUID.class)))
                .single();
    }

    AllocationId running() {
        return jdbc.sql("select id from allocations where node_id = ? limit 1")
                .param(node().value())
                .query((row, _) -> new AllocationId(row.getObject(1, UUID.class)))
                .single();
    }
}
