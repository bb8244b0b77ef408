package dev.meridian.controlplane.dispatch.store;

import dev.meridian.controlplane.fleet.model.NodeId;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Nodes whose contact has changed, and copies that do not know it.
@Repository
public class UntoldContacts {
    public static final String SILENT =
            """
            select h.node_id from node_health h
             where h.contact = 'SUSPECT' and exists (
                select 1 from allocations a
                 where a.node_id = h.node_id and a.state in ('ASSIGNED', 'STARTING', 'RUNNING'))
             order by h.node_id
            """;

    public static final String HEARD =
            """
            select distinct a.node_id from allocations a join node_health h on h.node_id = a.node_id
             where a.state = 'UNKNOWN' and h.contact = 'READY'
             order by a.node_id
            """;

    private final JdbcClient sql;

    UntoldContacts(JdbcClient sql) {
        this.sql = sql;
    }

    /// Nodes that are suspected, of which copies count as seen.
    public List<NodeId> silent() {
        return nodes(SILENT);
    }

    /// Nodes in contact, of which copies count as out of sight.
    public List<NodeId> heard() {
        return nodes(HEARD);
    }

    private List<NodeId> nodes(String statement) {
        return sql.sql(statement)
                .query((row, _) -> new NodeId(row.getObject(1, UUID.class)))
                .list();
    }
}
