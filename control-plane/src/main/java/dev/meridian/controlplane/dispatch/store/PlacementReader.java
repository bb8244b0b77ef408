package dev.meridian.controlplane.dispatch.store;

import dev.meridian.controlplane.dispatch.model.Rendezvous.Member;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.JobId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Where things are, for the environment of tasks.
@Repository
public class PlacementReader {
    private static final String PLACES =
            """
            select n.id, n.name, c.region, c.name as cluster
              from nodes n join clusters c on c.id = n.cluster_id where n.id = any (:nodes)
            """;

    private static final String MEMBERS =
            """
            select a.job_id, g.name as group_name, a.index, a.epoch, a.node_id, n.address
              from task_groups g
              join allocations a on a.group_id = g.id and a.node_id is not null
              join nodes n on n.id = a.node_id
             where g.job_id = any (:jobs) and not g.is_array and g.count > 1
             order by g.job_id, g.ordinal, a.index
            """;

    /// An assignment that the agent has not reported on, or an order to stop that it has not
    /// obeyed.
    private static final String UNHEARD =
            """
            select distinct a.node_id
              from allocations a join attempts t on t.allocation_id = a.id and t.epoch = a.epoch
             where a.node_id is not null and (a.state = 'ASSIGNED' or a.stop_order is not null)
               and t.assigned_at < :before
            union
            select t.node_id
              from attempts t
             where t.ended_at is null and t.departing_since is not null and t.stop_order is not null
               and t.departing_since < :before
            """;

    private final JdbcClient jdbc;

    PlacementReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public record Place(String region, String cluster, String node) {}

    public record GroupOfJob(JobId job, String group) {}

    public Map<NodeId, Place> places(Collection<NodeId> nodes) {
        Map<NodeId, Place> places = new HashMap<>();
        jdbc.sql(PLACES)
                .param("nodes", nodes.stream().map(NodeId::value).toArray(UUID[]::new))
                .query(row -> {
                    places.put(
                            new NodeId(row.getObject("id", UUID.class)),
                            new Place(
                                    row.getString("region"),
                                    row.getString("cluster"),
                                    row.getString("name")));
                });
        return places;
    }

    public List<NodeId> nodesWithUnheardOrders(Instant assignedBefore) {
        return jdbc.sql(UNHEARD)
                .param("before", assignedBefore.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new NodeId(row.getObject(1, UUID.class)))
                .list();
    }

    /// Placed members of the jobs' groups whose members know each other, by rank; groups of one and
    /// arrays are absent.
    public Map<GroupOfJob, List<Member>> members(Collection<JobId> jobs) {
        Map<GroupOfJob, List<Member>> members = new HashMap<>();
        if (jobs.isEmpty()) {
            return members;
        }
        jdbc.sql(MEMBERS)
                .param("jobs", jobs.stream().map(JobId::value).toArray(UUID[]::new))
                .query(row -> {
                    var group =
                            new GroupOfJob(
                                    new JobId(row.getObject("job_id", UUID.class)),
                                    row.getString("group_name"));
                    members.computeIfAbsent(group, _ -> new ArrayList<>())
                            .add(
                                    new Member(
                                            row.getInt("index"),
                                            row.getInt("epoch"),
                                            new NodeId(row.getObject("node_id", UUID.class)),
                                            row.getString("address")));
                });
        return members;
    }
}
