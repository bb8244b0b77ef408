package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.HeldOfNode;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import dev.meridian.controlplane.kernel.model.Money;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Sums of what nodes hold, for those who look at the fleet: one row for each node instead of one
/// for each allocation.
@Component
public class HeldOfNodeRows {
    static final String SUMS =
            """
            select t.node_id, count(*) as copies, sum(g.cpu_millis) as cpu,
                sum(case when t.departing_since is null then ceil(g.memory_mib * a.memory_factor)
                    else t.departing_memory_mib end) as memory,
                sum(case when t.devices = '[]' then 0
                    else (select sum((d ->> 'millis')::bigint) from jsonb_array_elements(t.devices) d) end) as devices,
                sum(t.price_per_hour) as price
            from attempts t
            join allocations a on a.id = t.allocation_id
            join task_groups g on g.id = a.group_id
            where t.ended_at is null
            group by t.node_id\
            """;

    private final JdbcClient sql;

    HeldOfNodeRows(JdbcClient sql) {
        this.sql = sql;
    }

    /// Nodes that hold nothing are absent.
    public Map<NodeId, HeldOfNode> sums() {
        Map<NodeId, HeldOfNode> sums = new HashMap<>();
        sql.sql(SUMS)
                .query(row -> {
                    sums.put(
                            new NodeId(row.getObject("node_id", UUID.class)),
                            new HeldOfNode(
                                    row.getInt("copies"),
                                    new Millicores(row.getLong("cpu")),
                                    new Mebibytes(row.getLong("memory")),
                                    row.getLong("devices"),
                                    Money.ofDollars(row.getDouble("price"))));
                });
        return sums;
    }
}
