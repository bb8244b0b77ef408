package dev.meridian.controlplane.dispatch.store;

import dev.meridian.controlplane.dispatch.model.DrainWait;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Why work is still on nodes that are being drained.
@Repository
public class DrainWaits {
    /// The first of each node; what has left its node meanwhile is passed over.
    private static final String FIRST =
            """
            select node_id, allocation_id, job_id, concat(job, '/', name, '[', index, ']') as name, token, sentence
              from (select w.node_id, w.allocation_id, w.token, w.sentence, a.job_id, a.index, g.name, j.name as job,
                           row_number() over (partition by w.node_id order by w.allocation_id) as rank
                      from drain_waits w
                      join allocations a on a.id = w.allocation_id
                      join task_groups g on g.id = a.group_id
                      join jobs j on j.id = a.job_id) waiting
             where rank <= :most
             order by node_id, rank
            """;

    private final JdbcClient jdbc;

    DrainWaits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param most of each node
    public List<DrainWait> first(int most) {
        return jdbc.sql(FIRST)
                .param("most", most)
                .query((row, _) ->
                        new DrainWait(
                                new NodeId(row.getObject("node_id", UUID.class)),
                                new AllocationId(row.getObject("allocation_id", UUID.class)),
                                new JobId(row.getObject("job_id", UUID.class)),
                                row.getString("name"),
                                row.getString("token"),
                                row.getString("sentence")))
                .list();
    }
}
