package dev.meridian.controlplane.dispatch.store;

import dev.meridian.controlplane.dispatch.model.Peers;
import dev.meridian.controlplane.dispatch.model.Peers.Member;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
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

    /// Ranks run through the groups of a gang in the order of the spec, and through each group by
    /// index; a gang that goes on with fewer has those with the lowest.
    private static final String PEERS =
            """
            with peers as (
                select id, job_id, name, ordinal, count, coalesce(gang_size, count) as members,
                    case when gang_group is null then 'group ' || name else 'gang ' || gang_group end as world
                  from task_groups where job_id = any (:jobs) and not is_array),
            ranked as (
                select id, job_id, sum(members) over w - members as before,
                    sum(members) over (partition by job_id, world) as size,
                    sum(count) over (partition by job_id, world) as most, first_value(name) over w as first
                  from peers window w as (partition by job_id, world order by ordinal))
            select r.job_id, r.first, r.size, r.before + a.index as rank, a.id, a.epoch, a.node_id, n.address
              from ranked r
              join allocations a on a.group_id = r.id and a.node_id is not null
              join nodes n on n.id = a.node_id
             where r.most > 1
             order by r.job_id, r.first, rank
            """;

    /// An assignment that the agent has not reported on, an order to stop that it has not obeyed,
    /// or a place that is to be prepared or made sure of; the same orders of a node give the same
    /// number.
    private static final String UNHEARD =
            """
            select node_id, bit_xor(hashtextextended(what, 0)) as orders
              from (
                select node_id, concat(id, ' ', epoch, ' ', stop_order) as what
                  from allocations
                 where node_id is not null and (state = 'ASSIGNED' or stop_order is not null)
                union all
                select node_id, concat(allocation_id, ' ', epoch, ' departing')
                  from attempts
                 where ended_at is null and departing_since is not null and stop_order is not null
                union all
                select s.node_id, concat(s.id, ' ', a.state = 'UNKNOWN')
                  from standbys s join allocations a on a.id = s.allocation_id
                 where s.ended_at is null
                   and ((s.prepared_at is null and s.problem is null) or a.state = 'UNKNOWN')) unheard
             group by node_id
            """;

    private final JdbcClient jdbc;

    PlacementReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public record Place(String region, String cluster, String node) {}

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

    /// Nodes with orders that they have not obeyed, each with a digest of them.
    public Map<NodeId, Long> unheardOrders() {
        Map<NodeId, Long> unheard = new HashMap<>();
        jdbc.sql(UNHEARD)
                .query(row -> {
                    unheard.put(
                            new NodeId(row.getObject("node_id", UUID.class)),
                            row.getLong("orders"));
                });
        return unheard;
    }

    /// The peers of what is placed of the jobs; who has none is absent: a group of one that is of
    /// no gang, and arrays.
    public Map<AllocationId, Peers> peers(Collection<JobId> jobs) {
        if (jobs.isEmpty()) {
            return Map.of();
        }
        Map<World, List<Member>> worlds = new HashMap<>();
        jdbc.sql(PEERS)
                .param("jobs", jobs.stream().map(JobId::value).toArray(UUID[]::new))
                .query(row -> {
                    worlds.computeIfAbsent(
                                    new World(
                                            new JobId(row.getObject("job_id", UUID.class)),
                                            row.getString("first"),
                                            row.getInt("size")),
                                    _ -> new ArrayList<>())
                            .add(
                                    new Member(
                                            new AllocationId(row.getObject("id", UUID.class)),
                                            row.getInt("rank"),
                                            row.getInt("epoch"),
                                            new NodeId(row.getObject("node_id", UUID.class)),
                                            row.getString("address")));
                });
        Map<AllocationId, Peers> peers = new HashMap<>();
        worlds.forEach((world, members) -> {
            var all = new Peers(world.job(), world.first(), world.size(), members);
            members.forEach(member -> peers.put(member.allocation(), all));
        });
        return peers;
    }

    private record World(JobId job, String first, int size) {}
}
