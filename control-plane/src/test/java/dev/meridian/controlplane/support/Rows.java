package dev.meridian.controlplane.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import java.util.UUID;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Rows that a test needs to exist and does not care about.
public final class Rows {
    private static final int MOST_TRIES = 5;

    private final JdbcClient jdbc;

    public Rows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// None, on a plane whose loops read on meanwhile: the database may take the one or the other
    /// for the victim of a deadlock, and a loop tries again by itself.
    public void noJobs() {
        for (int tries = 1; ; tries++) {
            try {
                jdbc.sql("truncate jobs, job_specs, events cascade").update();
                return;
            } catch (PessimisticLockingFailureException e) {
                if (tries == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    /// A node of the one cluster of a region, made when it is new.
    public NodeId node(String region, String name) {
        jdbc.sql("insert into regions (name) values (?) on conflict do nothing")
                .param(region)
                .update();
        UUID cluster = named("cluster", region);
        jdbc.sql(
                        "insert into clusters (id, region, name) values (?, ?, 'c') on conflict do nothing")
                .params(cluster, region)
                .update();
        UUID pool = named("pool", region);
        jdbc.sql(
                        "insert into node_pools (id, cluster_id, name) values (?, ?, 'default') on conflict do nothing")
                .params(pool, cluster)
                .update();
        UUID node = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into nodes (id, cluster_id, pool_id, name, cpu_millis, memory_mib, disk_mib)
                        values (?, ?, ?, ?, 8000, 16384, 100000)
                        """)
                .params(node, cluster, pool, name)
                .update();
        jdbc.sql(
                        "insert into node_health (node_id, contact) values (?, 'READY') on conflict do nothing")
                .param(node)
                .update();
        return new NodeId(node);
    }

    /// The one allocation of a job of the default project, running its first attempt on a node
    /// under a lease.
    public AllocationId running(NodeId node) {
        UUID job = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into job_specs (id, name, project, queue, spec, submitted_by, submitted_at)
                        values (?, 'j', 'default', 'default', '{}', 'test', now())
                        """)
                .param(job)
                .update();
        jdbc.sql(
                        """
                        insert into jobs (id, name, project, queue, type, priority, state, submitted_at, started_at,
                                          disconnect_policy, lost_after)
                        values (?, 'j', 'default', 'default', 'batch', 500, 'RUNNING', now(), now(),
                                'fence', interval '2 minutes')
                        """)
                .param(job)
                .update();
        UUID group = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into task_groups (id, job_id, ordinal, name, count, ready, priority, queued_at,
                                                 cpu_millis, memory_mib, disk_mib, waiting, active)
                        values (?, ?, 0, 'main', 1, true, 500, now(), 1000, 256, 0, 0, 1)
                        """)
                .params(group, job)
                .update();
        UUID allocation = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into allocations (id, job_id, group_id, index, state, epoch, node_id, created_at, changed_at,
                                                 started_at)
                        values (?, ?, ?, 0, 'RUNNING', 1, ?, now(), now(), now())
                        """)
                .params(allocation, job, group, node.value())
                .update();
        jdbc.sql(
                        """
                        insert into attempts (allocation_id, epoch, node_id, region, cluster, state, assigned_at, started_at,
                            project, queue, cpu_millis, memory_mib)
                        select a.id, 1, n.id, p.region, p.name, 'RUNNING', now(), now(), j.project, j.queue, g.cpu_millis, g.memory_mib
                        from allocations a join task_groups g on g.id = a.group_id join jobs j on j.id = a.job_id
                            join nodes n on n.id = a.node_id join clusters p on p.id = n.cluster_id
                        where a.id = ?
                        """)
                .param(allocation)
                .update();
        jdbc.sql(
                        """
                        insert into leases (allocation_id, epoch, node_id, policy, length, expires_at)
                        values (?, 1, ?, 'fence', interval '2 minutes', now() + interval '2 minutes')
                        """)
                .params(allocation, node.value())
                .update();
        return new AllocationId(allocation);
    }

    private static UUID named(String kind, String name) {
        return UUID.nameUUIDFromBytes((kind + "/" + name).getBytes(UTF_8));
    }
}
