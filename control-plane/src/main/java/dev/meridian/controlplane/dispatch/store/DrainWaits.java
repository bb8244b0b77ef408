package dev.meridian.controlplane.dispatch.store;

import dev.meridian.controlplane.dispatch.model.DrainReason;
import dev.meridian.controlplane.dispatch.model.DrainWait;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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

    private static final String PUT =
            """
            insert into drain_waits as w (allocation_id, node_id, token, sentence, since)
            select v.allocation_id, v.node_id, v.token, v.sentence, cast(:now as timestamptz)
              from unnest(cast(:allocations as uuid[]), cast(:nodes as uuid[]), cast(:tokens as text[]),
                          cast(:sentences as text[])) as v (allocation_id, node_id, token, sentence)
            on conflict (allocation_id) do update
               set node_id = excluded.node_id, token = excluded.token, sentence = excluded.sentence, since = excluded.since
             where (w.node_id, w.token, w.sentence) is distinct from (excluded.node_id, excluded.token, excluded.sentence)
            """;

    private static final String KEEP =
            "delete from drain_waits where not allocation_id = any (cast(:allocations as uuid[]))";

    private static final String WITHOUT_PLACE =
            """
            select allocation_id from drain_waits
             where node_id = any (cast(:nodes as uuid[])) and not token = any (cast(:tokens as text[]))
             order by allocation_id
            """;

    private final JdbcClient jdbc;

    DrainWaits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Tells why; what is told already keeps its date.
    public void put(Map<AllocationId, DrainReason> reasons, Instant now) {
        if (reasons.isEmpty()) {
            return;
        }
        List<AllocationId> ids = new ArrayList<>();
        List<DrainReason> values = new ArrayList<>();
        reasons.forEach((id, reason) -> {
            ids.add(id);
            values.add(reason);
        });
        jdbc.sql(PUT)
                .param("now", now.toString())
                .param("allocations", texts(ids))
                .param("nodes", texts(values.stream().map(DrainReason::node).toList()))
                .param("tokens", texts(values.stream().map(DrainReason::token).toList()))
                .param("sentences", texts(values.stream().map(DrainReason::sentence).toList()))
                .update();
    }

    /// Forgets all others.
    public void keep(Collection<AllocationId> still) {
        jdbc.sql(KEEP).param("allocations", texts(still)).update();
    }

    /// What is on these nodes for another reason than one of these, as the last plan said.
    public List<AllocationId> withoutPlace(Collection<NodeId> nodes, Collection<String> tokens) {
        return jdbc.sql(WITHOUT_PLACE)
                .param("nodes", texts(nodes))
                .param("tokens", texts(tokens))
                .query((row, _) -> new AllocationId(row.getObject(1, UUID.class)))
                .list();
    }

    private static String[] texts(Collection<?> values) {
        return values.stream().map(Object::toString).toArray(String[]::new);
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
