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
            select node_id, count(*) as copies, sum(cpu_millis) as cpu, sum(memory_mib) as memory,
                sum(device_millis) as devices, sum(price_per_hour) as price
            from holdings where ended_at is null group by node_id\
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
