package dev.meridian.controlplane.placement.store;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.model.LastPlace;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Where what waits for another attempt ran last: its files lie there, and where its checkpoint
/// lies.
@Repository
public class LastNodes {
    private static final String OF_PENDING =
            """
            select a.id, t.node_id, c.region, c.bytes
              from allocations a
              join attempts t on t.allocation_id = a.id and t.epoch = a.epoch
              left join checkpoints c on c.allocation_id = a.id and c.generation is not null
             where a.state = 'PENDING' and a.epoch > 0
            """;

    private static final String OF_JOBS =
            """
            select a.id, t.node_id, c.region, c.bytes
              from allocations a
              join attempts t on t.allocation_id = a.id and t.epoch = a.epoch
              left join checkpoints c on c.allocation_id = a.id and c.generation is not null
             where a.job_id = any(cast(:jobs as uuid[])) and a.state = 'PENDING' and a.epoch > 0
            """;

    private final JdbcClient database;

    LastNodes(JdbcClient database) {
        this.database = database;
    }

    public Map<AllocationId, LastPlace> ofPending() {
        return nodes(database.sql(OF_PENDING));
    }

    /// The same of these jobs alone.
    public Map<AllocationId, LastPlace> ofPending(Collection<JobId> jobs) {
        return jobs.isEmpty()
                ? Map.of()
                : nodes(
                        database.sql(OF_JOBS)
                                .param(
                                        "jobs",
                                        jobs.stream().map(JobId::toString).toArray(String[]::new)));
    }

    private static Map<AllocationId, LastPlace> nodes(JdbcClient.StatementSpec statement) {
        Map<AllocationId, LastPlace> nodes = new HashMap<>();
        statement.query(row -> {
            nodes.put(
                    new AllocationId(row.getObject("id", UUID.class)),
                    new LastPlace(
                            new NodeId(row.getObject("node_id", UUID.class)),
                            row.getString("region"),
                            row.getLong("bytes")));
        });
        return nodes;
    }
}
